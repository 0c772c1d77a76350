import fc from 'fast-check';
import { byId, graphOf, nodesOf } from '../../testing/graph-of.js';
import { randomGraph } from '../../testing/random-graph.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { validateSchedule } from '../validate-schedule.js';
import { keepOrder } from './keep-order.js';
import { moveFew } from './move-few.js';

const target = 0; // as short as it can
const budget = 100;

describe('moveFew', () => {
  it('gives a task that waits for its worker to another', () => {
    const graph = graphOf(nodesOf({ a: [5], b: [5], c: [2], d: [2] }));
    const problem = identicalWorkers(graph, 2);
    const first = keepOrder(problem, { keys: Float64Array.of(0, 1, 2, 0), worker: Int32Array.of(0, 0, 0, 1) });
    expect(first.makespan).toBe(12);

    const found = moveFew(problem, first, { target, budget });

    expect(found.makespan).toBe(7);
    expect(byId(graph, found.worker)).toMatchObject({ a: 0, d: 1 });
  });

  it('puts a task before the one that it waits for', () => {
    // c needs 6 more after b, which waits behind a
    const graph = graphOf(nodesOf({ a: [5], b: [1], c: [6, 'b'] }));
    const problem = { ...identicalWorkers(graph, 2), needs: new Map([0, 1].map((task) => [task, { worker: 0 }])) };
    const first = keepOrder(problem, { keys: Float64Array.of(0, 5, 6), worker: Int32Array.of(0, 0, 1) });
    expect(first.makespan).toBe(12);

    expect(byId(graph, moveFew(problem, first, { target, budget }).start)).toEqual({ a: 1, b: 0, c: 1 });
  });

  it('stops as soon as the schedule is short enough, and where its budget ends', () => {
    const graph = graphOf(nodesOf({ a: [5], b: [5], c: [5], d: [5] }));
    const problem = identicalWorkers(graph, 4);
    const first = keepOrder(problem, { keys: Float64Array.of(0, 1, 2, 3), worker: new Int32Array(4) });

    expect(moveFew(problem, first, { target: 15, budget }).makespan).toBe(15);
    expect(moveFew(problem, first, { target: 20, budget })).toBe(first);
    expect(moveFew(problem, first, { target, budget: 0 })).toBe(first);
  });

  it('makes valid schedules, none longer than the one that it began with', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 4 }), (seed, workers) => {
        const graph = randomGraph(seed, 25);
        const needs = new Map(graph.ids.map((_, task) => [task, task % 4 === 0 ? { mutexes: ['m'] } : {}]));
        const problem: SchedulingProblem = { graph, workers, resources: [], needs };
        const first = keepOrder(problem, {
          keys: Float64Array.from(graph.idRanks),
          worker: graph.durations.reduce((all, _, task) => all.with(task, task % workers), new Int32Array(graph.size)),
        });

        const found = moveFew(problem, first, { target, budget: 30 });

        expect(validateSchedule(problem, found)).toEqual([]);
        expect(found.makespan).toBeLessThanOrEqual(first.makespan);
      }),
      { numRuns: 50 },
    );
  });
});
