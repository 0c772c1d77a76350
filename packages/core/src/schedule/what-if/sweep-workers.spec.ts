import fc from 'fast-check';
import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { chainOf, diamond, graham } from '../../testing/named-graphs.js';
import { randomGraph } from '../../testing/random-graph.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { sweepWorkers } from './sweep-workers.js';

const only = (graph: TaskGraph): SchedulingProblem => ({ graph, resources: [], needs: new Map() });
const free = (count: number, duration: number) =>
  graphOf(nodesOf(Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, [duration]]))));
const makespans = (problem: SchedulingProblem, maximum?: number) =>
  sweepWorkers(problem, maximum === undefined ? {} : { maximum }).rows.map(({ makespan }) => makespan);

describe('sweepWorkers', () => {
  it('goes on until more workers cannot help', () => {
    expect(sweepWorkers(only(diamond))).toMatchObject({
      rows: [
        { workers: 1, makespan: 7, makespanLowerBound: 7, optimal: true, savedPercent: 0 },
        { workers: 2, makespan: 6, makespanLowerBound: 6, optimal: true, savedPercent: 100 * (1 - 6 / 7) },
      ],
      knee: 2,
    });
  });

  it('stops at the maximum, 64 by default, and then may know no knee', () => {
    expect(makespans(only(free(200, 1)))).toHaveLength(64);
    expect(sweepWorkers(only(free(10, 1)), { maximum: 3 })).toEqual({
      rows: [expect.anything(), expect.anything(), expect.anything()],
    });
  });

  it('puts the knee where the makespan is within 5 % of the shortest, though more would still help', () => {
    // big 100 beside 21 tasks of 5: two workers need 105
    const graph = graphOf(
      nodesOf({ big: [100], ...Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`t${i}`, [5] as const])) }),
    );

    expect(makespans(only(graph))).toEqual([205, 105, 100]);
    expect(sweepWorkers(only(graph)).knee).toBe(2);
  });

  it('keeps resources and mutexes while workers vary, and stops where they leave nothing to gain', () => {
    const resources = [{ name: 'reviewer', capacity: 1 }];
    const needs = new Map(
      [0, 1, 2, 3].map((task) => [task, task < 2 ? { demands: [{ resource: 'reviewer', amount: 1 }] } : {}]),
    );

    expect(makespans({ graph: free(4, 3), resources, needs })).toEqual([12, 6]);
    const mutexes = new Map([0, 1, 2].map((task) => [task, { mutexes: ['a.ts'] }]));
    expect(makespans({ graph: free(4, 3), resources: [], needs: mutexes })).toEqual([12, 9]);
  });

  it('begins with the workers to whom tasks are bound', () => {
    const { rows } = sweepWorkers({ graph: free(6, 1), resources: [], needs: new Map([[0, { worker: 2 }]]) });

    expect(rows.map(({ workers }) => workers)).toEqual([3, 4, 5, 6]);
  });

  it('never gets longer by one worker more, although a list schedule can', () => {
    expect(makespans(only(graham))).toEqual([34, 17, 12]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const { rows } = sweepWorkers(only(randomGraph(seed, 40)), { maximum: 12, budget: 1 });
        for (const [position, row] of rows.entries()) {
          expect(row.makespan).toBeLessThanOrEqual(rows[position - 1]?.makespan ?? Infinity);
          expect(row.schedule.makespan).toBe(row.makespan);
          expect(row.schedule.worker.every((worker) => worker < row.workers)).toBe(true);
          expect(row.makespan).toBeGreaterThanOrEqual(row.makespanLowerBound);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tries powers of two and the maximum where tasks are many', () => {
    const { rows } = sweepWorkers(only(free(2_500, 1)), { maximum: 900, budget: 1 });

    expect(rows.map(({ workers }) => workers)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
  });

  it('saves nothing where there is nothing to do', () => {
    expect(sweepWorkers(only(chainOf(0)))).toMatchObject({
      rows: [{ workers: 1, makespan: 0, makespanLowerBound: 0, optimal: true, savedPercent: 0 }],
      knee: 1,
    });
  });

  it.each([0, 1.5])('refuses a maximum of %p', (maximum) => {
    expect(() => sweepWorkers(only(diamond), { maximum })).toThrow(RangeError);
  });

  it('has one row where more workers are bound, or more tasks run, than the maximum', () => {
    const rowsFor = (needs: SchedulingProblem['needs']) =>
      sweepWorkers({ ...only(free(3, 2)), needs }, { maximum: 1 }).rows.map(({ workers, makespan }) => [
        workers,
        makespan,
      ]);

    expect(rowsFor(new Map([[0, { worker: 3 }]]))).toEqual([[4, 2]]);
    expect(rowsFor(new Map([0, 1].map((task) => [task, { running: true }])))).toEqual([[2, 4]]);
  });

  it.each([0, 1.5, NaN])('refuses a maximum of %d', (maximum) => {
    expect(() => sweepWorkers(only(diamond), { maximum })).toThrow(RangeError);
    expect(() => sweepWorkers(only(diamond), { maximum })).toThrow('maximum');
  });
});
