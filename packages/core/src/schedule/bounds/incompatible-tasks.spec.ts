import fc from 'fast-check';
import { setBit } from '../../graph/reachability.js';
import { allPaths } from '../../testing/brute-force.js';
import { graphOf, idsOf, nodesOf } from '../../testing/graph-of.js';
import { smallProblem } from '../../testing/small-problem.js';
import { schedulingProblem, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { incompatibleTasks } from './incompatible-tasks.js';
import { resourceLoads } from './resource-loads.js';

function setsOf(problem: SchedulingProblem) {
  const { graph } = problem;
  const pairs = new Set(allPaths(graph).map((path) => `${path.at(-1)!} ${path[0]!}`));
  const waitsFor = (task: number, other: number) => task !== other && pairs.has(`${task} ${other}`);
  const loads = resourceLoads(problem);
  const ordered = graph.ids.map((_, task) => {
    const row = new Uint32Array(1);
    for (const other of graph.ids.keys()) if (waitsFor(task, other) || waitsFor(other, task)) setBit(row, other);
    return row;
  });
  return { loads, waitsFor, sets: [...incompatibleTasks(graph.durations, loads, ordered)] };
}

describe('incompatibleTasks', () => {
  it('joins what waits for each other with what a resource keeps apart, long tasks first', () => {
    // long 5 ──► next 1, and all of them and x 3 need 2 of 3 agents; free 4 needs none
    const graph = graphOf(nodesOf({ next: [1, 'long'], x: [3], free: [4], long: [5] }));
    const two = { demands: [{ resource: 'agents', amount: 2 }] };
    const { problem } = schedulingProblem(graph, {
      resources: [{ name: 'agents', capacity: 3 }],
      needs: new Map([two, two, {}, two].entries()),
    });
    const { sets } = setsOf(problem!);

    expect(sets.map(({ tasks }) => idsOf(graph, tasks))).toEqual([['next', 'x', 'long']]);
    expect(sets).toMatchObject([{ capacity: 1, amounts: Float64Array.of(1, 1, 1) }]);
  });

  it('prefers the longer of two tasks that can run at once', () => {
    // a and b share a file; short and long wait for both in turn, but not for each other
    const graph = graphOf(nodesOf({ a: [9], short: [1, 'a', 'b'], long: [5, 'a', 'b'], b: [8] }));
    const file = { mutexes: ['file'] };
    const { problem } = schedulingProblem(graph, { needs: new Map([file, {}, {}, file].entries()) });

    expect(setsOf(problem!).sets.map(({ tasks }) => idsOf(graph, tasks))).toEqual([['a', 'long', 'b']]);
  });

  it('finds nothing where all can run at once, or wait for each other anyway', () => {
    const graph = graphOf(nodesOf({ a: [1], b: [1, 'a'], c: [1] }));
    const file = { mutexes: ['file'] };
    const needs = new Map([file, file, {}].entries());

    expect(setsOf(schedulingProblem(graph, { workers: 2, needs }).problem!).sets).toEqual([]);
  });

  it('holds every pair that a resource forbids, and no two tasks that could run at once', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const { loads, waitsFor, sets } = setsOf(problem);
        const amountOf = (load: (typeof loads)[number], task: number) => load.amounts[load.tasks.indexOf(task)] ?? 0;
        const tooMuch = (a: number, b: number) =>
          a !== b && loads.some((load) => amountOf(load, a) + amountOf(load, b) > load.capacity);
        const isOrdered = (a: number, b: number) => waitsFor(a, b) || waitsFor(b, a);

        for (const { tasks } of sets) {
          expect(new Set(tasks).size).toBe(tasks.length);
          for (const a of tasks) {
            expect(problem.graph.durations[a]).toBeGreaterThan(0);
            for (const b of tasks) expect(a === b || isOrdered(a, b) || tooMuch(a, b)).toBe(true);
          }
        }
        for (const a of problem.graph.ids.keys()) {
          for (const b of problem.graph.ids.keys()) {
            if (!tooMuch(a, b) || isOrdered(a, b)) continue;
            expect(sets.some(({ tasks }) => tasks.includes(a) && tasks.includes(b))).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
