import fc from 'fast-check';
import { bruteWidth } from '../testing/brute-force.js';
import { graphOf, nodesOf } from '../testing/graph-of.js';
import { chainOf, diamond, letterN, phases, widerThanItsWaves } from '../testing/named-graphs.js';
import { smallGraph } from '../testing/small-graph.js';
import { waveMembers, waves } from './waves.js';
import { width } from './width.js';

describe('width', () => {
  it.each([
    ['the diamond', diamond, 2],
    ['two phases', phases, 2],
    ['the N', letterN, 2],
    ['a chain', chainOf(50), 1],
    ['nothing', chainOf(0), 0],
  ])('of %s', (_, graph, expected) => {
    expect(width(graph)).toBe(expected);
  });

  it('can be larger than the largest wave', () => {
    expect(Math.max(...waveMembers(waves(widerThanItsWaves)).map((members) => members.length))).toBe(2);
    expect(width(widerThanItsWaves)).toBe(3);
  });

  it('agrees with trying all subsets on every small graph', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        expect(width(graph)).toBe(bruteWidth(graph));
      }),
    );
  });

  it('is exact for 5,000 tasks in chains side by side, milestones not counted', () => {
    const rows = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, i): [string, [number, ...string[]]] => [
        `t${i}`,
        i < 40 ? [1] : [1, `t${i - 40}`],
      ]),
    );

    expect(width(graphOf(nodesOf({ ...rows, end: ['milestone', 't4999'] })))).toBe(40);
  });

  it('is not computed beyond 5,000 tasks', () => {
    expect(width(chainOf(5_001))).toBeUndefined();
  });
});
