import fc from 'fast-check';
import { bruteWaves } from '../testing/brute-force.js';
import { byId, idsOf } from '../testing/graph-of.js';
import { chainOf, phases } from '../testing/named-graphs.js';
import { smallGraph } from '../testing/small-graph.js';
import { waveMembers, waves } from './waves.js';

describe('waves', () => {
  it('count tasks before a task and look through milestones', () => {
    expect(byId(phases, waves(phases))).toEqual({ a: 0, b: 0, one: -1, c: 1, d: 2, e: 1 });
  });

  it('list their members in document order, without milestones', () => {
    expect(waveMembers(waves(phases)).map((members) => idsOf(phases, members))).toEqual([
      ['a', 'b'],
      ['c', 'e'],
      ['d'],
    ]);
  });

  it('are empty for an empty graph', () => {
    expect(waveMembers(waves(chainOf(0)))).toEqual([]);
  });

  it('agree with the definition on every small graph', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        expect([...waves(graph)]).toEqual(bruteWaves(graph));
      }),
    );
  });

  it('number a chain of 100,000 tasks', () => {
    expect(waves(chainOf(100_000)).at(-1)).toBe(99_999);
  });
});
