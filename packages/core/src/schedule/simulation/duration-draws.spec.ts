import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import type { DurationDistribution } from './duration-distribution.js';
import { durationDraws } from './duration-draws.js';

const HOUR = 3_600_000;

/** What one task takes in each run. */
function drawnBy(
  id: string,
  distributions: Record<string, DurationDistribution>,
  options: { rows: GraphRows; runs: number; seed?: number },
) {
  const graph = graphOf(nodesOf(options.rows));
  const byTask = Object.entries(distributions).map(
    ([of, distribution]) => [graph.indexOf.get(of)!, distribution] as const,
  );
  const draws = durationDraws(graph, new Map(byTask), options.seed ?? 1);
  const durations = draws.medians.slice();
  return Array.from({ length: options.runs }, (_, run) => {
    draws.draw(run, durations);
    return durations[graph.indexOf.get(id)!]!;
  });
}

const of = (distribution: DurationDistribution, runs: number) =>
  drawnBy('a', { a: distribution }, { rows: { a: [HOUR] }, runs });
const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;

const RUNS = 100_000;

describe('durationDraws', () => {
  // Quantiles of Beta(3, 3) on [2 h, 4 h], solved from its distribution function x³(10 − 15x + 6x²).
  it.each([
    [0.5, 3 * HOUR],
    [0.8, (2 + 2 * 0.6734021) * HOUR],
    [0.95, (2 + 2 * 0.8107447) * HOUR],
  ])('draws PERT durations whose quantile at %p is right to 0.5 %%', (share, expected) => {
    const drawn = of({ kind: 'pert', optimisticMs: 2 * HOUR, likelyMs: 3 * HOUR, pessimisticMs: 4 * HOUR }, RUNS);
    expect(Math.abs(percentile(drawn, share) / expected - 1)).toBeLessThan(0.005);
  });

  it.each([
    [0.5, HOUR],
    [0.8, 2 ** (0.8416212 / 1.2815516) * HOUR],
    [0.9, 2 * HOUR],
    [0.95, 2 ** (1.6448536 / 1.2815516) * HOUR],
  ])('draws lognormal durations whose quantile at %p is right to 1 %%', (share, expected) => {
    const drawn = of({ kind: 'lognormal', medianMs: HOUR, p90Ms: 2 * HOUR }, RUNS);
    expect(Math.abs(percentile(drawn, share) / expected - 1)).toBeLessThan(0.01); // sampling alone: ± 0.5 %
  });

  it('draws each sample as often as the others', () => {
    const drawn = of({ kind: 'samples', samplesMs: [7, 3, 3, 9] }, 40_000);
    const count = (value: number) => drawn.filter((other) => other === value).length;

    expect(count(3) + count(7) + count(9)).toBe(40_000);
    expect(Math.abs(count(3) - 20_000)).toBeLessThan(4 * Math.sqrt(40_000 / 4));
    expect(Math.abs(count(7) - 10_000)).toBeLessThan(4 * Math.sqrt((40_000 * 3) / 16));
  });

  it('draws whole milliseconds, at least 1', () => {
    const drawn = of({ kind: 'pert', optimisticMs: 0, likelyMs: 0, pessimisticMs: 5 }, 1000);
    expect(drawn.every(Number.isInteger)).toBe(true);
    expect(Math.min(...drawn)).toBe(1);
  });

  it('leaves tasks that take no time, and certain ones, alone', () => {
    const spread: DurationDistribution = { kind: 'samples', samplesMs: [5, 6] };
    const rows: GraphRows = { a: [0], m: ['milestone'], b: [4], c: [4] };
    const graph = graphOf(nodesOf(rows));
    const fixed: DurationDistribution = { kind: 'fixed', ms: 7 };
    const draws = durationDraws(graph, new Map([spread, spread, fixed].entries()), 1);

    expect([...draws.uncertain]).toEqual([]);
    expect([...draws.medians]).toEqual([0, 0, 7, 4]);
  });

  it('tells the median of uncertain tasks', () => {
    const graph = graphOf(nodesOf({ a: [1], b: [1], c: [1] }));
    const distributions: DurationDistribution[] = [
      { kind: 'lognormal', medianMs: 500, p90Ms: 900 },
      { kind: 'samples', samplesMs: [30, 10, 20] },
      { kind: 'pert', optimisticMs: 10, likelyMs: 20, pessimisticMs: 30 },
    ];
    const draws = durationDraws(graph, new Map(distributions.entries()), 1);

    expect([...draws.medians]).toEqual([500, 20, 20]);
  });

  const wide: DurationDistribution = { kind: 'lognormal', medianMs: HOUR, p90Ms: 2 * HOUR };
  const alone = drawnBy('a', { a: wide }, { rows: { a: [HOUR] }, runs: 50 });

  it("does not change a task's draws with the order of the tasks, new tasks or other estimates", () => {
    const other: DurationDistribution = { kind: 'samples', samplesMs: [1, 2] };
    expect(drawnBy('a', { a: wide, b: other }, { rows: { b: [1], a: [HOUR, 'b'] }, runs: 50 })).toEqual(alone);
  });

  it('draws others with another seed', () => {
    expect(drawnBy('a', { a: wide }, { rows: { a: [HOUR] }, runs: 50, seed: 2 })).not.toEqual(alone);
  });

  // FNV-1a gives both words the same hash.
  it('draws independently for two ids, even where their hashes are equal', () => {
    const runs = 20_000;
    const options = { rows: { liquid: [HOUR], costarring: [HOUR] } satisfies GraphRows, runs };
    const coin: DurationDistribution = { kind: 'samples', samplesMs: [1, 3] };
    const [a, b] = ['liquid', 'costarring'].map((id) => drawnBy(id, { liquid: coin, costarring: coin }, options));
    const correlation = a!.reduce((sum, value, run) => sum + (value - 2) * (b![run]! - 2), 0) / runs;

    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(runs));
  });

  it('draws each task independently of the others in the same run', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `T${String(index).padStart(3, '0')}`);
    const runs = 10_000;
    const graph = graphOf(nodesOf(Object.fromEntries(ids.map((id) => [id, [HOUR]]))));
    const coin: DurationDistribution = { kind: 'samples', samplesMs: [1, 3] };
    const draws = durationDraws(graph, new Map(ids.map((_, task) => [task, coin])), 1);
    const durations = draws.medians.slice();
    const products = new Float64Array(ids.length * ids.length);
    for (let run = 0; run < runs; run++) {
      draws.draw(run, durations);
      for (let a = 0; a < ids.length; a++) {
        for (let b = 0; b < a; b++) products[a * ids.length + b]! += (durations[a]! - 2) * (durations[b]! - 2);
      }
    }
    expect(Math.max(...products.map(Math.abs)) / runs).toBeLessThan(4.5 / Math.sqrt(runs)); // of 780 pairs
  });
});
