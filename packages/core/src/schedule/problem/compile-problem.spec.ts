import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { compileProblem } from './compile-problem.js';
import type { TaskNeeds } from './scheduling-problem.js';

describe('compileProblem', () => {
  it('gives the same columns in whatever order the needs are told', () => {
    const graph = graphOf(nodesOf({ a: [3], b: [2], c: [1] }));
    const needs: readonly (readonly [number, TaskNeeds])[] = [
      [0, { mutexes: ['x', 'y'] }],
      [1, { mutexes: ['x'] }],
      [2, { mutexes: ['y'] }],
    ];
    const compile = (rows: typeof needs) => compileProblem({ graph, resources: [], needs: new Map(rows) });

    expect(compile(needs.toReversed())).toEqual(compile(needs));
  });
});
