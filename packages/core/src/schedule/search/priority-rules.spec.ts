import { byId, graphOf, nodesOf } from '../../testing/graph-of.js';
import { levels } from '../levels.js';
import { compileProblem } from '../problem/compile-problem.js';
import { schedulingProblem } from '../problem/scheduling-problem.js';
import { priorityRules, workShares } from './priority-rules.js';

//   a 2 ──► b 3 ──► d 1
//     └───► c 1 ─────┘        c needs 3 of 4
const graph = graphOf(nodesOf({ a: [2], b: [3, 'a'], c: [1, 'a'], d: [1, 'b', 'c'] }));
const { problem } = schedulingProblem(graph, {
  workers: 2,
  resources: [{ name: 'memory', capacity: 4 }],
  needs: new Map([[2, { demands: [{ resource: 'memory', amount: 3 }] }]]),
});
const compiled = compileProblem(problem!);

describe('priorityRules', () => {
  it('are latest start, latest finish, slack, followers, positional weight and demand', () => {
    expect(priorityRules(compiled, levels(graph)).map((keys) => byId(graph, keys))).toEqual([
      { a: 0, b: 2, c: 4, d: 5 },
      { a: 2, b: 5, c: 5, d: 6 },
      { a: 0, b: 0, c: 2, d: 0 },
      { a: -4, b: -1, c: -1, d: 0 },
      { a: -6, b: -4, c: -2, d: -1 },
      { a: -1, b: -1.5, c: -1.25, d: -0.5 },
    ]);
  });

  it('count a share of each resource, the workers too', () => {
    expect([...workShares(compiled)]).toEqual([0.5, 0.5, 1.25, 0.5]);
  });
});
