import fc from 'fast-check';
import { bruteOptimum } from '../../testing/brute-force-problem.js';
import { allPaths } from '../../testing/brute-force.js';
import { byId, graphOf, nodesOf } from '../../testing/graph-of.js';
import { smallProblem } from '../../testing/small-problem.js';
import { setBit } from '../../graph/reachability.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { ancestorWork } from './ancestor-work.js';
import { headsOf } from './heads-and-tails.js';
import { resourceLoads } from './resource-loads.js';

function waitingPairs(graph: TaskGraph): (task: number, other: number) => boolean {
  const pairs = new Set(allPaths(graph).map((path) => `${path.at(-1)!} ${path[0]!}`));
  return (task, other) => task !== other && pairs.has(`${task} ${other}`);
}

function headsWithWork(problem: SchedulingProblem): Float64Array {
  const { graph } = problem;
  const waitsFor = waitingPairs(graph);
  const ancestors = graph.ids.map((_, task) => {
    const row = new Uint32Array(1);
    for (const other of graph.ids.keys()) if (waitsFor(task, other)) setBit(row, other);
    return row;
  });
  return headsOf(graph, ancestorWork(graph.durations, resourceLoads(problem), ancestors));
}

describe('ancestorWork', () => {
  it('lets a task wait until all before it has been done', () => {
    const graph = graphOf(nodesOf({ a: [2], b: [2], c: [2], d: [1, 'a', 'b', 'c'], e: [9] }));

    expect(byId(graph, headsWithWork(identicalWorkers(graph, 1)))).toEqual({ a: 0, b: 0, c: 0, d: 6, e: 0 });
    expect(byId(graph, headsWithWork(identicalWorkers(graph, 2)))).toMatchObject({ d: 3 });
  });

  it('counts only what comes late, where that says more', () => {
    // a 5 ──► b, c, d (2 each) ──► e        two workers: 5 + 6 / 2, more than 11 / 2
    const graph = graphOf(nodesOf({ a: [5], b: [2, 'a'], c: [2, 'a'], d: [2, 'a'], e: [1, 'b', 'c', 'd'] }));

    expect(byId(graph, headsWithWork(identicalWorkers(graph, 2)))).toMatchObject({ b: 5, e: 8 });
  });

  it('hands a raised head on, over milestones too', () => {
    const rows = { a: [2], b: [2], m: ['milestone', 'a', 'b'], c: [1, 'm'], d: [1, 'c'] } as const;
    const graph = graphOf(nodesOf(rows));

    expect(byId(graph, headsWithWork(identicalWorkers(graph, 1)))).toEqual({ a: 0, b: 0, m: 4, c: 4, d: 5 });
  });

  it('never lets a task wait longer than the shortest schedule of what is before it', () => {
    fc.assert(
      fc.property(smallProblem, fc.nat(6), (problem, which) => {
        const { graph } = problem;
        fc.pre(which < graph.size);
        const waitsFor = waitingPairs(graph);
        const durations = graph.durations.map((duration, task) => (waitsFor(which, task) ? duration : 0));
        // What runs already may hold up the others: without it they are done no later.
        const needs = new Map([...problem.needs].map(([task, need]) => [task, { ...need, running: false }]));

        expect(headsWithWork(problem)[which]).toBeLessThanOrEqual(
          bruteOptimum({ ...problem, needs, graph: { ...graph, durations } }),
        );
      }),
      { numRuns: 200 },
    );
  });
});
