import fc from 'fast-check';
import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { smallGraph } from '../../testing/small-graph.js';
import { barrierMakespan } from '../barrier-makespan.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { waves } from '../waves.js';
import { barrierCost } from './barrier-cost.js';
import { withBarriers } from './with-barriers.js';

/**
 * ```text
 *   a 1 ──► c 4        waves: a and b, then c and d
 *   b 4 ──► d 1
 * ```
 */
const crossed = graphOf(nodesOf({ a: [1], b: [4], c: [4, 'a'], d: [1, 'b'] }));

describe('barrierCost', () => {
  it('is what waiting for whole waves costs on the workers that there are', () => {
    expect(barrierCost(identicalWorkers(crossed, 2), waves(crossed))).toEqual({
      makespan: 5,
      barrierMakespan: 8,
      cost: 3,
    });
  });

  it('is nothing on one worker, who never waits', () => {
    expect(barrierCost(identicalWorkers(crossed, 1), waves(crossed))).toMatchObject({ makespan: 10, cost: 0 });
  });

  it('holds no task back that runs already', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [3], b: [5] })), 2);
    const needs = new Map([[1, { worker: 0, running: true }]]);

    expect(barrierCost({ ...problem, needs }, Int32Array.of(0, 1))).toMatchObject({ barrierMakespan: 5, cost: 0 });
  });

  it('is not known where the waves cannot be followed', () => {
    expect(barrierCost(identicalWorkers(crossed, 2), Int32Array.of(1, 0, 0, 1))).toBeUndefined();
  });

  it('refuses waves of another plan', () => {
    expect(() => barrierCost(identicalWorkers(crossed, 2), new Int32Array(3))).toThrow(RangeError);
  });

  it('is that of `barrierMakespan` where nothing is scarce', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const problem: SchedulingProblem = { graph, resources: [], needs: new Map() };
        expect(barrierCost(problem, waves(graph))?.barrierMakespan).toBe(barrierMakespan(graph, waves(graph)));
      }),
    );
  });
});

describe('withBarriers', () => {
  it('gives its barriers names that no task has', () => {
    const graph = graphOf(nodesOf({ a: [1], 'barrier 1': [1, 'a'] }));

    expect(withBarriers(identicalWorkers(graph, 1), waves(graph))?.ids).toEqual(['a', 'barrier 1', "barrier 1'"]);
  });
});
