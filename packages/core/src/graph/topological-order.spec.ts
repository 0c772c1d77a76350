import fc from 'fast-check';
import { predecessorSets } from '../testing/brute-force.js';
import { graphOf, idsOf, nodesOf } from '../testing/graph-of.js';
import { chainOf, phases } from '../testing/named-graphs.js';
import { smallGraph } from '../testing/small-graph.js';
import { reverse } from './adjacency.js';
import { topologicalOrder } from './topological-order.js';

describe('topologicalOrder', () => {
  it('goes round by round, each in document order', () => {
    expect(idsOf(phases, topologicalOrder(phases.predecessors, phases.successors))).toEqual([
      'a',
      'b',
      'one',
      'c',
      'e',
      'd',
    ]);
  });

  it('goes by document order within a round, not by what became ready first', () => {
    // a ──► d and b ──► c: a is done first, but c stands before d
    const graph = graphOf(nodesOf({ a: [1], b: [1], c: [1, 'b'], d: [1, 'a'] }));

    expect(idsOf(graph, graph.order)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('holds each node once, after all that it waits for', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const order = [...topologicalOrder(graph.predecessors, graph.successors)];
        expect(order.toSorted((a, b) => a - b)).toEqual(graph.ids.map((_, index) => index));
        for (const [node, before] of predecessorSets(graph).entries()) {
          for (const other of before) expect(order.indexOf(other)).toBeLessThan(order.indexOf(node));
        }
      }),
    );
  });

  it('leaves out what lies on a cycle or behind one', () => {
    // 0 ◄── 1 ◄─► 2 ◄── 3
    const predecessors = { offsets: Int32Array.of(0, 0, 2, 3, 4), targets: Int32Array.of(0, 2, 1, 2) };

    expect([...topologicalOrder(predecessors, reverse(predecessors))]).toEqual([0]);
  });

  it('orders a chain of 100,000 tasks', () => {
    expect(chainOf(100_000).order.at(-1)).toBe(99_999);
  });
});
