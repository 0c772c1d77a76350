import {
  buildTaskGraph,
  milliseconds,
  schedulingProblem,
  type Estimate,
  type EstimateSource,
  type ProblemOptions,
} from '@nx-crest/core';
import { forecastRun, type ForecastInput } from './forecast-run.js';

/** `b: [3000, 'a']`: b takes 3 s and waits for a. */
type Rows = Readonly<Record<string, readonly [ms: number, ...dependsOn: string[]]>>;

function inputOf(rows: Rows, workers: number, changes: Partial<ForecastInput> = {}): ForecastInput {
  return {
    problem: problemOf(rows, { workers }),
    estimates: measured(rows),
    outlook: NO_CACHE,
    ratios: [],
    ...changes,
  };
}

function problemOf(rows: Rows, options: ProblemOptions) {
  const nodes = Object.entries(rows).map(([id, [ms, ...dependsOn]]) => ({
    id,
    durationMs: milliseconds(ms),
    dependsOn: dependsOn.map((on) => ({ on, origin: 'explicit' as const })),
  }));
  const { problem } = schedulingProblem(buildTaskGraph(nodes).graph!, options);
  return problem!;
}

/** Estimates of our history, their 90th percentile so many times the median. */
function measured(rows: Rows, spread = 1, source: EstimateSource = 'history'): ReadonlyMap<string, Estimate> {
  const entries = Object.entries(rows).map(([id, [ms]]): [string, Estimate] => [
    id,
    { ms: milliseconds(ms), p90Ms: milliseconds(ms * spread), source },
  ]);
  return new Map(entries.filter(([, { ms }]) => ms > 0));
}

const NO_CACHE = { restored: new Set<string>(), undecided: new Set<string>() };

/**
 * ```text
 *   a 4s ──► b 5s ──► c 1s
 *   x 2s    y 3s
 * ```
 */
const chained: Rows = { a: [4000], b: [5000, 'a'], c: [1000, 'b'], x: [2000], y: [3000] };

describe('forecastRun', () => {
  it('plans the chain that decides, its length and the bound', () => {
    expect(forecastRun(inputOf(chained, 2))).toMatchObject({
      ...{ p50Ms: 10_000, lowerBoundMs: 10_000, busy: null },
      ...{ chain: ['a', 'b', 'c'], chainMs: 10_000, workMs: 15_000, workers: 2 },
      ...{ tasks: 5, restored: 0, undecided: 0, sources: { history: 5 } },
    });
  });

  it('follows the chain through a worker that was busy', () => {
    const rows: Rows = { a: [6000], b: [5000], c: [4000] };
    expect(forecastRun(inputOf(rows, 2))).toMatchObject({
      ...{ chain: ['b', 'c'], chainMs: 9000, busy: null, lowerBoundMs: 8000 },
    });
  });

  it('follows the chain through a resource that was taken', () => {
    const rows: Rows = { a: [5000], b: [4000], c: [6000] };
    const demand = { demands: [{ resource: 'db', amount: 1 }] };
    const needs = new Map([
      [0, demand],
      [1, demand],
    ]);
    const problem = problemOf(rows, { workers: 3, resources: [{ name: 'db', capacity: 1 }], needs });
    expect(forecastRun(inputOf(rows, 3, { problem }))).toMatchObject({
      ...{ chain: ['a', 'b'], chainMs: 9000, busy: { kind: 'resource', name: 'db' } },
    });
  });

  it('counts restored tasks with the time of restoring, and leaves them out of chain, work and sources', () => {
    const rows: Rows = { ...chained, a: [10] };
    const outlook = { restored: new Set(['a', 'x']), undecided: new Set(['x', 'c']) };
    expect(forecastRun(inputOf(rows, 3, { estimates: measured(chained), outlook }))).toMatchObject({
      ...{ p50Ms: 6010, chain: ['b', 'c'], chainMs: 6000, workMs: 9000 },
      ...{ tasks: 5, restored: 1, undecided: 2, sources: { history: 3 } },
    });
  });

  it('does not call workers busy that restore', () => {
    const rows: Rows = { ...Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`r${i}`, [10]])), a: [2000] };
    const outlook = { restored: new Set(Object.keys(rows).filter((id) => id !== 'a')), undecided: new Set<string>() };
    expect(forecastRun(inputOf(rows, 2, { outlook }))).toMatchObject({ p50Ms: 3000, busy: null, workMs: 2000 });
  });

  it('gives no spread where nothing will execute', () => {
    const rows: Rows = { a: [5], b: [5, 'a'] };
    const outlook = { restored: new Set(['a', 'b']), undecided: new Set<string>() };
    expect(forecastRun(inputOf(rows, 2, { outlook, ratios: [3, 3, 3] }))).toMatchObject({
      ...{ p50Ms: 10, p90Ms: 10, chain: [], busy: null, sources: {}, restored: 2 },
    });
  });

  it('forecasts a run without tasks', () => {
    expect(forecastRun(inputOf({}, 2))).toMatchObject({ p50Ms: 0, p90Ms: 0, chain: [], tasks: 0 });
  });

  it('passes noops through, which take no time and are no tasks', () => {
    const rows: Rows = { a: [1000], all: [0, 'a'] };
    expect(forecastRun(inputOf(rows, 2))).toMatchObject({ p50Ms: 1000, chain: ['a'], tasks: 1 });
  });

  it('executes the plan with other durations many times: tasks side by side end later than each alone', () => {
    const rows: Rows = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`t${i}`, [10_000]]));
    const { p50Ms } = forecastRun(inputOf(rows, 8, { estimates: measured(rows, 2) }));
    // Median of the largest of eight lognormal durations: 0.5^(1/8) lies 1.385 standard deviations above their median.
    const exact = 10_000 * Math.exp((1.385 * Math.log(2)) / 1.2816);
    expect(p50Ms).toBeGreaterThan(0.95 * exact);
    expect(p50Ms).toBeLessThan(1.05 * exact);
  });

  it('is the wider the further earlier runs were from what was planned, and ends when it ended', () => {
    const [asPlanned, off] = [
      [1, 1, 1, 1],
      [1.5, 0.6, 1.5, 0.6],
    ].map((ratios) => forecastRun(inputOf(chained, 2, { ratios })));
    expect([asPlanned?.p50Ms, off?.p50Ms]).toEqual([10_000, 10_000]);
    expect(off?.p90Ms).toBeGreaterThan(1.2 * (asPlanned?.p90Ms ?? Infinity));
  });

  it('spreads wide where durations were predicted', () => {
    const predicted = measured(chained, 3, 'prediction');
    const guessed = forecastRun(inputOf(chained, 2, { estimates: predicted }));
    const known = forecastRun(inputOf(chained, 2, { estimates: measured(chained, 1.2) }));
    expect(guessed.p90Ms / guessed.p50Ms).toBeGreaterThan(2);
    expect(known.p90Ms / known.p50Ms).toBeLessThan(1.5);
  });

  it('is the same for the same input, and hands on why there are so many workers', () => {
    const input = inputOf(chained, 2, { estimates: measured(chained, 2), workersReason: 'auto: 2 workers' });
    expect(forecastRun(input)).toEqual(forecastRun(input));
    expect(forecastRun(input).workersReason).toBe('auto: 2 workers');
    expect(forecastRun(inputOf(chained, 2))).not.toHaveProperty('workersReason');
  });
});
