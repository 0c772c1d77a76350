import fc from 'fast-check';
import { bruteMakespan } from '../testing/brute-force.js';
import { byId, graphOf, nodesOf, snapshotOf } from '../testing/graph-of.js';
import { chainOf, graham, phases, twins } from '../testing/named-graphs.js';
import { randomGraph } from '../testing/random-graph.js';
import { smallGraph } from '../testing/small-graph.js';
import { levels } from './levels.js';
import { listSchedule } from './list-schedule.js';
import { identicalWorkers, schedulingProblem } from './problem/scheduling-problem.js';
import { makespanLowerBound, makespanUpperBound, totalWork } from './makespan-bounds.js';
import { seededRandom } from './seeded-random.js';
import { validateSchedule } from './validate-schedule.js';

describe('listSchedule', () => {
  it('gives a free worker the ready task of highest bottom level', () => {
    // short 1, long 5, middle 3: with two workers the long one must not come last
    const graph = graphOf(nodesOf({ short: [1], middle: [3], long: [5] }));
    const { start, worker, makespan } = listSchedule(identicalWorkers(graph, 2));

    expect(byId(graph, start)).toEqual({ short: 3, middle: 0, long: 0 });
    expect(byId(graph, worker)).toEqual({ short: 1, middle: 1, long: 0 });
    expect(makespan).toBe(5);
  });

  it('takes the smaller id of two equal tasks, by code unit', () => {
    const graph = graphOf(nodesOf({ t9: [1], t10: [1], T11: [1] }));

    expect(byId(graph, listSchedule(identicalWorkers(graph, 1)).start)).toEqual({ T11: 0, t10: 1, t9: 2 });
  });

  it('gives the task to the lowest-numbered free worker', () => {
    // All three workers are free again at 2.
    const graph = graphOf(nodesOf({ a: [2], b: [2], c: [2], d: [1, 'a', 'b', 'c'] }));

    expect(byId(graph, listSchedule(identicalWorkers(graph, 3)).worker)).toEqual({ a: 0, b: 1, c: 2, d: 0 });
  });

  it('looks at everything that ends at one moment before it gives out work', () => {
    // a and b end at 1; urgent waits for b, idle is ready all along.
    const graph = graphOf(nodesOf({ a: [1], b: [1], idle: [1], urgent: [9, 'b'] }));
    const priority = Float64Array.of(9, 9, 1, 5);

    expect(byId(graph, listSchedule(identicalWorkers(graph, 2), priority).start)).toEqual({
      a: 0,
      b: 0,
      idle: 1,
      urgent: 1,
    });
    expect(byId(graph, listSchedule(identicalWorkers(graph, 2), priority).worker)).toEqual({
      a: 0,
      b: 1,
      idle: 0,
      urgent: 1,
    });
  });

  it('lets milestones and tasks of no duration happen at once, without a worker', () => {
    const graph = graphOf(nodesOf({ busy: [5], done: [0], joint: ['milestone', 'done'], next: [1, 'joint'] }));
    const { start, worker } = listSchedule(identicalWorkers(graph, 2));

    expect(byId(graph, worker)).toEqual({ busy: 0, done: -1, joint: -1, next: 1 });
    expect(byId(graph, start)).toEqual({ busy: 0, done: 0, joint: 0, next: 0 });
    expect(byId(phases, listSchedule(identicalWorkers(phases, 2)).start)).toMatchObject({ one: 4, c: 4 });
  });

  it('meets Graham’s example: 12 on three workers', () => {
    expect(listSchedule(identicalWorkers(graham, 3)).makespan).toBe(12);
  });

  it('falls into Graham’s anomaly if told to: in document order a fourth worker costs time', () => {
    const documentOrder = graham.durations.map((_, index) => -index);

    expect(listSchedule(identicalWorkers(graham, 3), documentOrder).makespan).toBe(12);
    expect(listSchedule(identicalWorkers(graham, 4), documentOrder).makespan).toBe(15);
  });

  it('needs no more workers than there are tasks', () => {
    expect(listSchedule(identicalWorkers(graham, Number.MAX_SAFE_INTEGER))).toMatchObject({
      makespan: 12,
      workers: Number.MAX_SAFE_INTEGER,
    });
    expect(listSchedule(identicalWorkers(chainOf(0), 3)).makespan).toBe(0);
  });

  it('meets work and critical path where it can, and not where they do not fit together', () => {
    // twins: s 3, then x 2, y 2, z 1, then t 1: two workers need 7, the bound is max(6, ceil(9 / 2)) = 6
    const found = [phases, twins].map((graph) => {
      const { criticalPathLength } = levels(graph);
      const bound = makespanLowerBound({ totalWork: totalWork(graph), criticalPathLength }, 2);
      return [listSchedule(identicalWorkers(graph, 2)).makespan, bound];
    });
    expect(found).toEqual([
      [7, 7],
      [7, 6],
    ]);
  });

  it.each([0, -1, 1.5, NaN])('refuses %p workers', (workers) => {
    expect(() => listSchedule(identicalWorkers(graham, workers))).toThrow(RangeError);
  });

  it('refuses priorities of another graph', () => {
    expect(() => listSchedule(identicalWorkers(graham, 1), Float64Array.of(1))).toThrow(
      'priority must have 9 entries, got 1',
    );
  });

  it('runs a chain of 100,000 tasks, and one of milestones', () => {
    const chain = chainOf(100_000);

    expect(listSchedule(identicalWorkers(chain, 8)).makespan).toBe(100_000);
    expect(listSchedule(identicalWorkers({ ...chain, durations: new Float64Array(100_000) }, 8)).makespan).toBe(0);
  });

  it('lets the worker work to whom something is bound that runs but takes no time', () => {
    const graph = graphOf(nodesOf({ done: [0], a: [1] }));
    const { problem } = schedulingProblem(graph, { workers: 1, needs: new Map([[0, { worker: 0, running: true }]]) });

    expect([...listSchedule(problem!).worker]).toEqual([-1, 0]);
  });

  it('refuses priorities that are no numbers', () => {
    expect(() =>
      listSchedule(identicalWorkers(graphOf(nodesOf({ a: [1], b: [1] })), 1), Float64Array.of(1, NaN)),
    ).toThrow('NaN for "b"');
  });
});

describe('every list schedule', () => {
  it('of a small graph is valid, not below the optimum and within (2 − 1/m) times it', () => {
    fc.assert(
      fc.property(smallGraph, fc.integer({ min: 1, max: 4 }), (graph, workers) => {
        const before = snapshotOf(graph);
        const schedule = listSchedule(identicalWorkers(graph, workers));
        const optimum = bruteMakespan(graph, workers);

        expect(validateSchedule(identicalWorkers(graph, workers), schedule)).toEqual([]);
        expect(schedule.makespan).toBeGreaterThanOrEqual(optimum);
        expect(schedule.makespan * workers).toBeLessThanOrEqual((2 * workers - 1) * optimum);
        expect(snapshotOf(graph)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('of 100 larger graphs is valid and between the bounds, with whatever priorities', () => {
    for (let seed = 0; seed < 100; seed++) {
      const graph = randomGraph(seed, 50 + 5 * seed);
      const { bottomLevel, criticalPathLength } = levels(graph);
      const plan = { totalWork: totalWork(graph), criticalPathLength };
      const random = seededRandom(seed);
      const workers = 1 + Math.floor(random() * 12);
      for (const priority of [bottomLevel, graph.durations.map(() => random())]) {
        const schedule = listSchedule(identicalWorkers(graph, workers), priority);

        expect(validateSchedule(identicalWorkers(graph, workers), schedule)).toEqual([]);
        expect(schedule.makespan).toBeGreaterThanOrEqual(makespanLowerBound(plan, workers));
        expect(schedule.makespan).toBeLessThanOrEqual(makespanUpperBound(plan, workers));
      }
    }
  });
});
