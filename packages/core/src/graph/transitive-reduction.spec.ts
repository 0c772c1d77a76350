import fc from 'fast-check';
import { bruteReduction, predecessorSets } from '../testing/brute-force.js';
import { graphOf, nodesOf, snapshotOf, type GraphRows } from '../testing/graph-of.js';
import { smallGraph } from '../testing/small-graph.js';
import { buildTaskGraph } from './build-task-graph.js';
import { dependenciesOf, type TaskGraph } from './task-graph.js';
import { transitiveReduction } from './transitive-reduction.js';

const edgesOf = (graph: TaskGraph) =>
  predecessorSets(graph)
    .flatMap((before, node) => [...before].map((other) => `${other} ${node}`))
    .sort();

describe('transitiveReduction', () => {
  it('drops an edge that a longer path says too, and keeps the origins of the others', () => {
    const built = buildTaskGraph([
      ...nodesOf({ a: [1], b: [1, 'a'] }),
      {
        ...nodesOf({ c: [1] })[0]!,
        dependsOn: [
          { on: 'a', origin: 'explicit' },
          { on: 'b', origin: 'order' },
        ],
      },
    ]);

    expect(dependenciesOf(transitiveReduction(built.graph!)!, 2)).toEqual([{ id: 'b', origin: 'order' }]);
  });

  it('keeps exactly the edges without another path between their ends', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const before = snapshotOf(graph);
        const reduced = transitiveReduction(graph)!;

        expect(edgesOf(reduced)).toEqual(bruteReduction(graph));
        expect(reduced.edgeCount).toBe(bruteReduction(graph).length);
        expect([...reduced.successors.targets]).toHaveLength(reduced.edgeCount);
        expect(snapshotOf(graph)).toBe(before);
      }),
    );
  });

  it('reduces 5,000 tasks, milestones not counted, and says that it does not compute more', () => {
    const row = (count: number, end: GraphRows = {}) =>
      graphOf(nodesOf({ ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, [1]])), ...end }));

    expect(transitiveReduction(row(5_000, { end: ['milestone', 't0'] }))?.edgeCount).toBe(1);
    expect(transitiveReduction(row(5_001))).toBeUndefined();
  });
});
