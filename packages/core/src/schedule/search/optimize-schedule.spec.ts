import fc from 'fast-check';
import { graphOf, nodesOf, snapshotOf } from '../../testing/graph-of.js';
import { bruteOptimum } from '../../testing/brute-force-problem.js';
import { chainOf, graham } from '../../testing/named-graphs.js';
import { randomGraph } from '../../testing/random-graph.js';
import { smallProblem } from '../../testing/small-problem.js';
import { listSchedule } from '../list-schedule.js';
import { identicalWorkers, schedulingProblem, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { validateSchedule } from '../validate-schedule.js';
import { optimizeSchedule } from './optimize-schedule.js';

/** 40 tasks in layers, each with one of three needs: hard enough that no rule finds the best schedule. */
function crowded(seed: number): SchedulingProblem {
  const graph = randomGraph(seed, 40);
  const kinds = ['crane', 'truck', 'crane'];
  const needs = new Map(
    graph.ids.map((_, task) => [task, { demands: [{ resource: kinds[task % 3]!, amount: 1 + (task % 3) }] }]),
  );
  const resources = [
    { name: 'crane', capacity: 4 },
    { name: 'truck', capacity: 3 },
  ];
  return schedulingProblem(graph, { workers: 4, resources, needs }).problem!;
}

describe('optimizeSchedule', () => {
  it('finds a shortest schedule of nearly every small problem, and never one that is no schedule', () => {
    let missed = 0;
    const runs = 400;
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const best = bruteOptimum(problem);
        fc.pre(Number.isFinite(best));
        const { schedule, bound, optimal } = optimizeSchedule(problem, { budget: 200 });
        expect(validateSchedule(problem, schedule)).toEqual([]);
        expect(schedule.makespan).toBeGreaterThanOrEqual(best);
        expect(bound.makespan).toBeLessThanOrEqual(best);
        expect(optimal).toBe(schedule.makespan === bound.makespan);
        if (schedule.makespan > best) missed++;
      }),
      { numRuns: runs, seed: 5 },
    );
    // Where workers are bound only the parallel scheme is used, which does not reach every schedule.
    expect(missed).toBeLessThanOrEqual(0.01 * runs);
  });

  it.each([1, 3, 8])('is shorter than the list schedule where that is not optimal (%d)', (seed) => {
    const problem = crowded(seed);
    const found = optimizeSchedule(problem);
    expect(validateSchedule(problem, found.schedule)).toEqual([]);
    expect(found.schedule.makespan).toBeLessThan(listSchedule(problem).makespan);
  });

  it('gives the same bytes for the same problem, budget and seed', () => {
    const [first, again] = [1, 1].map((seed) => optimizeSchedule(crowded(13), { budget: 300, seed }));
    expect(again).toEqual(first);
  });

  it.each([1, 2, 3, 10, 39, 40, 41, 500])('builds no more than %d schedules', (budget) => {
    const { schedulesBuilt, schedule } = optimizeSchedule(crowded(10), { budget });
    expect(schedulesBuilt).toBeLessThanOrEqual(budget);
    expect(validateSchedule(crowded(10), schedule)).toEqual([]);
  });

  it('gets no worse with a larger budget of the list schedule, justification and search', () => {
    const makespans = [1, 20, 2_000].map((budget) => optimizeSchedule(crowded(4), { budget }).schedule.makespan);
    expect(makespans).toEqual(makespans.toSorted((a, b) => b - a));
  });

  it('begins with the order of a schedule that is known, and loses nothing of it', () => {
    const problem = crowded(13);
    const best = optimizeSchedule(problem).schedule;
    const again = optimizeSchedule(problem, { budget: 1, startFrom: best });
    expect(again).toMatchObject({ schedulesBuilt: 1, schedule: { makespan: best.makespan } });
  });

  it('ends as soon as a schedule meets the lower bound', () => {
    expect(optimizeSchedule(identicalWorkers(chainOf(50), 2))).toMatchObject({ schedulesBuilt: 1, optimal: true });
    expect(optimizeSchedule(identicalWorkers(graham, 3)).optimal).toBe(true);
  });

  it('asks before each schedule whether to stop, and still has a schedule', () => {
    const problem = crowded(8);
    let asked = 0;
    const stopped = optimizeSchedule(problem, { shouldStop: () => ++asked > 2_500 });
    expect(validateSchedule(problem, stopped.schedule)).toEqual([]);
    expect(stopped.schedulesBuilt).toBeGreaterThan(1_000); // more than one round
    expect(optimizeSchedule(problem, { shouldStop: () => true }).schedule.makespan).toBeGreaterThan(0);
  });

  it('pushes everything as early as the order allows', () => {
    const problem = crowded(6);
    const { start } = optimizeSchedule(problem).schedule;
    const sources = [...problem.graph.ids.keys()].filter(
      (task) => problem.graph.predecessors.offsets[task] === problem.graph.predecessors.offsets[task + 1],
    );
    expect(Math.min(...sources.map((task) => start[task]!))).toBe(0);
  });

  it('plans nothing, and tasks without duration, at once', () => {
    expect(optimizeSchedule(identicalWorkers(chainOf(0), 3))).toMatchObject({
      optimal: true,
      schedule: { makespan: 0 },
    });
    const free = graphOf(nodesOf({ a: [0], b: ['milestone', 'a'] }));
    expect(optimizeSchedule(identicalWorkers(free, 1)).schedule).toMatchObject({ makespan: 0 });
  });

  it.each([0, -1, 1.5, NaN])('refuses a budget of %d', (budget) => {
    expect(() => optimizeSchedule(identicalWorkers(graham, 2), { budget })).toThrow(RangeError);
  });

  it('writes to nothing that it was given', () => {
    const problem = crowded(2);
    const before = snapshotOf(problem.graph);
    optimizeSchedule(problem, { budget: 100 });
    expect(snapshotOf(problem.graph)).toBe(before);
  });

  it('refuses a search without an end, a seed that is not whole and a schedule of other tasks', () => {
    const problem = crowded(1);
    const startFrom = listSchedule(identicalWorkers(chainOf(3), 1));

    expect(() => optimizeSchedule(problem, { budget: Infinity })).toThrow('budget');
    expect(() => optimizeSchedule(problem, { seed: NaN })).toThrow('seed');
    expect(() => optimizeSchedule(problem, { startFrom })).toThrow('startFrom must have 40 tasks, got 3');
    expect(optimizeSchedule(problem, { budget: Infinity, shouldStop: () => true }).schedulesBuilt).toBe(1);
  });
});
