import { buildTaskGraph, milliseconds, schedulingProblem, type ProblemOptions } from '@nx-crest/core';
import { loadedMakespan, slowdown } from './choose-workers-makespan.js';

/** `b: [3000, 0.5, 'a']`: b takes 3 s, keeps half a core busy and waits for a. */
type Rows = Readonly<Record<string, readonly [ms: number, cpuCores: number, ...dependsOn: string[]]>>;

function makespan(rows: Rows, workers: number, cores: number, options: ProblemOptions = {}): number {
  const nodes = Object.entries(rows).map(([id, [ms, , ...dependsOn]]) => ({
    id,
    durationMs: milliseconds(ms),
    dependsOn: dependsOn.map((on) => ({ on, origin: 'explicit' as const })),
  }));
  const { problem } = schedulingProblem(buildTaskGraph(nodes).graph!, options);
  const cpuCores = Float64Array.from(Object.values(rows), ([, own]) => own);
  return loadedMakespan(problem!, workers, { cpuCores, cores });
}
const alike = (count: number, ms: number, cpuCores: number): Rows =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, [ms, cpuCores]]));

describe('slowdown', () => {
  it('is none where there are cores enough', () => {
    expect(slowdown([1, 0.5, 0.5], 2)).toBe(1);
    expect(slowdown([], 1)).toBe(1);
  });

  it('is demand over cores where all compute all the time, on one core or several', () => {
    expect(slowdown([1, 1, 1], 2)).toBeCloseTo(1.5, 2);
    expect(slowdown([4, 2], 2)).toBeCloseTo(3, 2);
  });

  it('keeps exactly all cores busy where tasks wait as well', () => {
    // 8 tasks that compute half of their time, slowed by 3: each takes twice as long, and 8 × 0.25 cores are busy.
    expect(slowdown(new Array<number>(8).fill(0.5), 2)).toBeCloseTo(3, 2);
  });

  it('is not raised by tasks that wait', () => {
    expect(slowdown([1, 1, 1, 0, 0, 0], 2)).toBe(slowdown([1, 1, 1], 2));
  });
});

describe('loadedMakespan', () => {
  it('is that of the list schedule where the cores suffice', () => {
    const rows: Rows = { a: [4000, 1], b: [5000, 1, 'a'], x: [2000, 0], y: [3000, 0] };
    expect(makespan(rows, 2, 2)).toBeCloseTo(9000, 6);
    expect(makespan(rows, 1, 2)).toBeCloseTo(14_000, 6);
  });

  it('does not fall beyond the cores where tasks compute all the time', () => {
    expect(makespan(alike(8, 1000, 1), 2, 2)).toBeCloseTo(4000, 6);
    expect(makespan(alike(8, 1000, 1), 4, 2) / 4000).toBeCloseTo(1, 2);
    expect(makespan(alike(8, 1000, 1), 8, 2) / 4000).toBeCloseTo(1, 2);
  });

  it('falls with every worker where tasks wait', () => {
    expect(makespan(alike(8, 1000, 0), 8, 2)).toBeCloseTo(1000, 6);
  });

  it('lets tasks that wait run on while others slow each other down', () => {
    expect(makespan({ a: [1000, 1], b: [1000, 1], c: [2000, 0] }, 3, 1)).toBeCloseTo(2000, 6);
  });

  it('speeds up again when fewer tasks are left', () => {
    // Together until 2 s, when x has done its 1 s and a as much; then a alone.
    expect(makespan({ a: [3000, 1], x: [1000, 1] }, 2, 1) / 4000).toBeCloseTo(1, 3);
  });

  it('honours resources, and passes through what takes no time', () => {
    const demand = { demands: [{ resource: 'db', amount: 1 }] };
    const needs = new Map([
      [0, demand],
      [1, demand],
    ]);
    const rows: Rows = { a: [1000, 0], b: [1000, 0], all: [0, 0, 'a', 'b'], c: [1000, 0, 'all'] };
    expect(makespan(rows, 3, 2, { resources: [{ name: 'db', capacity: 1 }], needs })).toBeCloseTo(3000, 6);
  });

  it('takes no time for a plan without tasks', () => {
    expect(makespan({}, 2, 2)).toBe(0);
  });
});
