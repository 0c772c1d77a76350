import fc from 'fast-check';
import { predecessorSets } from '../testing/brute-force.js';
import { graphOf, idsOf, nodesOf } from '../testing/graph-of.js';
import { chainOf, phases, twins } from '../testing/named-graphs.js';
import { smallGraph } from '../testing/small-graph.js';
import { criticalPath } from './critical-path.js';
import { levels } from './levels.js';

const pathOf = (graph: typeof twins) => {
  const { tasks, chain } = criticalPath(graph, levels(graph));
  return { tasks: idsOf(graph, tasks), chain: idsOf(graph, chain) };
};

describe('criticalPath', () => {
  it('holds every task without slack, and one chain, by id where two could come next', () => {
    expect(pathOf(twins)).toEqual({ tasks: ['s', 'y', 'x', 't'], chain: ['s', 'x', 't'] });
  });

  it('leads through milestones without naming them', () => {
    expect(pathOf(phases)).toEqual({ tasks: ['b', 'c', 'd'], chain: ['b', 'c', 'd'] });
  });

  it('does not jump between two critical paths', () => {
    //   p 2 ──► y 3          both rows are critical; p ──► x is an edge of neither path, though x has the smaller id
    //     └───┐
    //   q 3 ──┴► x 2
    const graph = graphOf(nodesOf({ p: [2], q: [3], x: [2, 'q', 'p'], y: [3, 'p'] }));

    expect(pathOf(graph)).toEqual({ tasks: ['p', 'q', 'x', 'y'], chain: ['p', 'y'] });
  });

  it('is a chain of dependencies as long as the plan, on every small graph', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const found = levels(graph);
        const { tasks, chain } = criticalPath(graph, found);
        const sum = chain.reduce((total, node) => total + graph.durations[node]!, 0);

        expect(sum).toBe(found.criticalPathLength);
        expect(chain.every((node) => tasks.has(node))).toBe(true);
        expect([...tasks]).toEqual(
          graph.ids.map((_, node) => node).filter((node) => found.slack[node] === 0 && graph.isMilestone[node] === 0),
        );
        for (const [step, node] of chain.entries()) {
          if (step > 0) expect(waitsFor(graph, node, chain[step - 1]!)).toBe(true);
        }
      }),
    );
  });

  it('follows a chain of 100,000 tasks', () => {
    const graph = chainOf(100_000);

    expect(criticalPath(graph, levels(graph)).chain).toHaveLength(100_000);
  });
});

/** Directly or through others. */
function waitsFor(graph: typeof twins, node: number, other: number): boolean {
  const before = predecessorSets(graph);
  const reached = new Set(before[node]);
  for (const step of reached) for (const next of before[step]!) reached.add(next);
  return reached.has(other);
}
