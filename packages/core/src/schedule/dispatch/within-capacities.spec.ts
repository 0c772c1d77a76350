import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { schedulingProblem, type TaskNeeds } from '../problem/scheduling-problem.js';
import { withinCapacities } from './within-capacities.js';

const graph = graphOf(nodesOf({ a: [3], b: [2] }));
const resources = [
  { name: 'db', capacity: 2 },
  { name: 'gpu', capacity: 0 },
];
const needing = (...demands: readonly (readonly [string, number])[]): ReadonlyMap<number, TaskNeeds> =>
  new Map([[0, { demands: demands.map(([resource, amount]) => ({ resource, amount })), mutexes: ['a.ts'] }]]);

describe('withinCapacities', () => {
  it('gives who needs more than there is all of it, and 1 of what there is none of', () => {
    const problem = { graph, workers: 3, resources, needs: needing(['db', 5], ['db', 1], ['gpu', 4], ['licence', 7]) };
    const possible = withinCapacities(problem);

    expect(possible.needs.get(0)).toEqual(needing(['db', 2], ['gpu', 1], ['licence', 1]).get(0));
    expect(possible.resources.map(({ name, capacity }) => [name, capacity])).toEqual([
      ['db', 2],
      ['gpu', 1],
      ['licence', 1],
    ]);
    expect(schedulingProblem(graph, possible).diagnostics).toEqual([]);
  });

  it('leaves a problem as it is in which every task can run', () => {
    const problem = { graph, workers: 3, resources, needs: needing(['db', 2], ['gpu', 0]) };

    expect(withinCapacities(problem)).toEqual(problem);
  });
});
