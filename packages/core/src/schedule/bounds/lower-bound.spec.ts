import fc from 'fast-check';
import { bruteOptimum } from '../../testing/brute-force-problem.js';
import { graphOf, nodesOf, snapshotOf, type GraphRows } from '../../testing/graph-of.js';
import { diamond } from '../../testing/named-graphs.js';
import { smallProblem } from '../../testing/small-problem.js';
import { levels } from '../levels.js';
import { listSchedule } from '../list-schedule.js';
import {
  identicalWorkers,
  schedulingProblem,
  type Resource,
  type SchedulingProblem,
  type TaskNeeds,
} from '../problem/scheduling-problem.js';
import { validateSchedule } from '../validate-schedule.js';
import { lowerBound } from './lower-bound.js';

interface Stated {
  readonly workers?: number;
  readonly resources?: readonly Resource[];
  readonly needs?: Readonly<Record<string, TaskNeeds>>;
}

function problemOf(rows: GraphRows, { workers, resources = [], needs = {} }: Stated): SchedulingProblem {
  const graph = graphOf(nodesOf(rows));
  const byIndex = new Map(Object.entries(needs).map(([id, need]) => [graph.indexOf.get(id)!, need]));
  return schedulingProblem(graph, { workers, resources, needs: byIndex }).problem!;
}

/** The bound, where it is the optimum too: no other number would do. */
function tight(problem: SchedulingProblem) {
  const bound = lowerBound(problem);
  expect(bound.makespan).toBe(bruteOptimum(problem));
  return bound;
}

/**
 * Two workers; each joint waits for everything before it, so that five tasks of 1 take 3 each time.
 *
 * ```text
 *          ┌─► c1 … c5 ─┐           ┌─► e1 … e5 ─┐
 *   a 1 ───┤            ├──► d 1 ───┤            ├──► f 1
 * ```
 */
function forkJoin(width: number): GraphRows {
  const fork = (letter: string, from: string) =>
    Object.fromEntries(Array.from({ length: width }, (_, index) => [`${letter}${index}`, [1, from] as const]));
  const [c, e] = [fork('c', 'a'), fork('e', 'd')];
  return { a: [1], ...c, d: [1, ...Object.keys(c)], ...e, f: [1, ...Object.keys(e)] };
}

describe('lowerBound', () => {
  it('is the critical path length where that says most, and where all say the same', () => {
    expect(tight(identicalWorkers(diamond, 2))).toEqual({ makespan: 6, reason: 'critical-path' });
    expect(tight(problemOf({ a: [2], b: [1, 'a'] }, { workers: 1 }))).toEqual({ makespan: 3, reason: 'critical-path' });
  });

  it('is 0 for a plan of nothing', () => {
    expect(lowerBound(problemOf({}, { workers: 1 }))).toEqual({ makespan: 0, reason: 'critical-path' });
    expect(lowerBound(problemOf({ a: ['milestone'] }, {}))).toEqual({ makespan: 0, reason: 'critical-path' });
  });

  it('shares the work among the workers', () => {
    const problem = problemOf({ a: [2], b: [2], c: [3], d: [3] }, { workers: 2 });

    expect(tight(problem)).toEqual({ makespan: 5, reason: 'work', resource: 'workers' });
    expect(lowerBound({ ...problem, workers: Number.MAX_SAFE_INTEGER }).makespan).toBe(3);
  });

  it('adds what must come before and after the work of a resource', () => {
    // a 2 ──► b 3, c 3, d 3, e 3 ──► f 1       b to e take 2 of 5 agents each: 4 are of use, so 24 / 4, not 24 / 5
    const rows: GraphRows = { a: [2], b: [3, 'a'], c: [3, 'a'], d: [3, 'a'], e: [3, 'a'], f: [1, 'b', 'c', 'd', 'e'] };
    const two = { demands: [{ resource: 'agents', amount: 2 }] };
    const problem = problemOf(rows, {
      resources: [{ name: 'agents', capacity: 5 }],
      needs: { b: two, c: two, d: two, e: two },
    });

    expect(tight(problem)).toEqual({ makespan: 9, reason: 'work', resource: 'agents' });
  });

  it('takes a mutex and a worker who is asked for as resources of 1', () => {
    const rows: GraphRows = { a: [2], b: [3], c: [4] };
    const file = { mutexes: ['file'] };
    const first = { worker: 1 };

    expect(tight(problemOf(rows, { workers: 3, needs: { a: file, b: file } }))).toEqual({
      makespan: 5,
      reason: 'work',
      resource: 'file',
    });
    expect(tight(problemOf(rows, { workers: 3, needs: { b: first, c: first } }))).toEqual({
      makespan: 7,
      reason: 'work',
      resource: 'worker 1',
    });
  });

  it('does not count what tasks of no duration need', () => {
    const needs = { a: { mutexes: ['file'] }, b: { mutexes: ['file'], worker: 0 } };

    expect(lowerBound(problemOf({ a: [3], b: [0] }, { workers: 1, needs }))).toEqual({
      makespan: 3,
      reason: 'critical-path',
    });
  });

  it('counts the work of all that a task waits for, and of all that waits for it', () => {
    const problem = identicalWorkers(graphOf(nodesOf(forkJoin(5))), 2);

    expect(lowerBound(problem)).toEqual({ makespan: 9, reason: 'energy', resource: 'workers' }); // path 5, work 13 / 2
    expect(listSchedule(problem).makespan).toBe(9);
  });

  it('counts it for tasks too that take nothing of what is short', () => {
    const rows = forkJoin(5);
    const agent = { demands: [{ resource: 'agents', amount: 1 }] };
    const needs = Object.fromEntries(Object.keys(rows).flatMap((id) => (id.length > 1 ? [[id, agent]] : [])));
    const problem = problemOf({ ...rows, f: [9, 'd'] }, { resources: [{ name: 'agents', capacity: 2 }], needs });

    expect(lowerBound(problem)).toEqual({ makespan: 14, reason: 'energy', resource: 'agents' }); // 1 + 3 + 1 + 9
  });

  it('sees an interval that has no room for its work', () => {
    // One machine for x, y and z; path 8, work 9:
    //
    //   0     3             10  12
    //   │ z   │ x 3  │ y 3  │   │
    //   │ w 3 │      │      │v 2│        x and y wait for w and are waited for by v: 3 + 6 + 2 = 11
    const machine = { mutexes: ['machine'] };
    const rows: GraphRows = { w: [3], x: [3, 'w'], y: [3, 'w'], v: [2, 'x', 'y'], z: [3] };
    const problem = problemOf(rows, { needs: { x: machine, y: machine, z: machine } });

    expect(tight(problem)).toEqual({ makespan: 11, reason: 'energy', resource: 'machine' });
  });

  it('sees that no two of some tasks can run at once, though no one resource says so', () => {
    const needs = {
      a: { mutexes: ['port'], demands: [{ resource: 'agents', amount: 2 }] },
      b: { mutexes: ['port', 'file'] },
      c: { mutexes: ['file'], demands: [{ resource: 'agents', amount: 2 }] },
    };
    const problem = problemOf({ a: [2], b: [2], c: [2] }, { needs, resources: [{ name: 'agents', capacity: 3 }] });

    expect(tight(problem)).toEqual({ makespan: 6, reason: 'energy' });
  });

  it('names the resource if there is only one', () => {
    // Any two of them take more than 4 agents, but 2 · (3 + 2 + 3) / 4 is only 4.
    const agents = (amount: number) => ({ demands: [{ resource: 'agents', amount }] });
    const problem = problemOf(
      { a: [2], b: [2], c: [2] },
      { needs: { a: agents(3), b: agents(2), c: agents(3) }, resources: [{ name: 'agents', capacity: 4 }] },
    );

    expect(tight(problem)).toEqual({ makespan: 6, reason: 'energy', resource: 'agents' });
  });

  it('rounds up to what sums of the durations can be', () => {
    // Three tasks of 60 for two workers: 90 each, but nothing ends between 60 and 120.
    expect(tight(problemOf({ a: [60], b: [60], c: [60] }, { workers: 2 }))).toEqual({
      makespan: 120,
      reason: 'work',
      resource: 'workers',
    });
  });

  it('knows that running tasks come first', () => {
    // r and x share a file. Left to itself x would come first: 3 + 5 = 8. But r has begun: 2 + 3 + 5.
    const file = { mutexes: ['file'] };
    const rows: GraphRows = { r: [2], x: [3], y: [5, 'x'] };
    const running = { mutexes: ['file'], running: true, worker: 0 };

    expect(tight(problemOf(rows, { workers: 2, needs: { r: file, x: file } })).makespan).toBe(8);
    expect(tight(problemOf(rows, { workers: 2, needs: { r: running, x: file } }))).toEqual({
      makespan: 10,
      reason: 'energy',
      resource: 'file',
    });
  });

  it('looks for no more proof than is needed', () => {
    const problem = identicalWorkers(graphOf(nodesOf(forkJoin(5))), 2);

    expect(lowerBound(problem, { makespan: 9 })).toMatchObject({ makespan: 9, reason: 'energy' });
    expect(lowerBound(problem, { makespan: 7 })).toMatchObject({ makespan: 7, reason: 'work' });

    const inHours = { ...problem.graph, durations: problem.graph.durations.map((duration) => duration * 3_600_000) };
    const known = { makespan: 7 * 3_600_000 };
    expect(lowerBound({ ...problem, graph: inHours }, known)).toMatchObject({ ...known, reason: 'work' });
  });

  it('does not look at energy above 2,000 tasks', () => {
    const wide = (width: number) => lowerBound(identicalWorkers(graphOf(nodesOf(forkJoin(width))), 2));

    expect(wide(998)).toMatchObject({ makespan: 1001, reason: 'energy' }); // 1,999 tasks
    expect(wide(999)).toMatchObject({ makespan: 1001, reason: 'work' }); // 2,001 tasks; the optimum is 1,003
  });
});

describe('the lower bound of any small problem', () => {
  it('is not above its optimum, nor below its critical path, and leaves the problem as it was', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const before = snapshotOf(problem.graph);
        const { makespan } = lowerBound(problem);

        expect(makespan).toBeLessThanOrEqual(bruteOptimum(problem));
        expect(makespan).toBeGreaterThanOrEqual(levels(problem.graph).criticalPathLength);
        expect(snapshotOf(problem.graph)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('is as many times larger as its durations', () => {
    fc.assert(
      fc.property(smallProblem, fc.integer({ min: 2, max: 3_600_000 }), (problem, times) => {
        const durations = problem.graph.durations.map((duration) => duration * times);
        const { makespan, ...why } = lowerBound(problem);

        expect(lowerBound({ ...problem, graph: { ...problem.graph, durations } })).toEqual({
          ...why,
          makespan: makespan * times,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('is the optimum in most cases', () => {
    const sample = fc.sample(smallProblem, { numRuns: 100, seed: 1 });
    const tightOnes = sample.filter((problem) => lowerBound(problem).makespan === bruteOptimum(problem));

    expect(tightOnes.length / sample.length).toBeGreaterThan(0.9);
  });

  it('is undercut by no list schedule', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const schedule = listSchedule(problem);

        expect(validateSchedule(problem, schedule)).toEqual([]);
        expect(schedule.makespan).toBeGreaterThanOrEqual(bruteOptimum(problem));
        expect(schedule.makespan).toBeGreaterThanOrEqual(lowerBound(problem).makespan);
      }),
      { numRuns: 200 },
    );
  });
});
