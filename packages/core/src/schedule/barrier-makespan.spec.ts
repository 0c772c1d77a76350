import fc from 'fast-check';
import { graphOf, nodesOf } from '../testing/graph-of.js';
import { diamond, phases } from '../testing/named-graphs.js';
import { randomGraph } from '../testing/random-graph.js';
import { smallGraph } from '../testing/small-graph.js';
import { barrierMakespan } from './barrier-makespan.js';
import { levels } from './levels.js';
import { waveMembers, waves } from './waves.js';

const waveOf = (...wave: readonly number[]) => Int32Array.from(wave);

describe('barrierMakespan', () => {
  //   a 5          a and b are one wave, c the next: c waits for a too
  //   b 1 ──► c 2
  const late = graphOf(nodesOf({ a: [5], b: [1], c: [2, 'b'] }));

  it('lets each wave wait for the whole wave before it', () => {
    expect(barrierMakespan(late, waves(late))).toBe(7);
    expect(levels(late).criticalPathLength).toBe(5);
  });

  it('honours dependencies inside a wave', () => {
    expect(barrierMakespan(late, waveOf(0, 0, 0))).toBe(5);
    expect(barrierMakespan(late, waveOf(1, 0, 0))).toBe(8);
  });

  it('does not mind gaps in the numbers, nor where they begin', () => {
    expect(barrierMakespan(diamond, waveOf(3, 9, 9, 40))).toBe(6);
  });

  it('takes milestones without a wave as done with what they wait for', () => {
    expect(barrierMakespan(phases, waveOf(0, 0, -1, 1, 2, 1))).toBe(7);
  });

  it('is undefined where a dependency points to a later wave, even through a milestone', () => {
    expect(barrierMakespan(late, waveOf(0, 1, 0))).toBeUndefined();
    expect(barrierMakespan(phases, waveOf(0, 2, -1, 1, 1, 1))).toBeUndefined();
  });

  it('is undefined where a task that takes time has no wave; one that takes none needs none', () => {
    const given = graphOf(nodesOf({ a: [0], b: [1, 'a'] }));

    expect(barrierMakespan(given, waveOf(0, -1))).toBeUndefined();
    expect(barrierMakespan(given, waveOf(-1, 0))).toBe(1);
  });

  it('refuses waves of another graph', () => {
    expect(() => barrierMakespan(late, waveOf(0))).toThrow('wave must have 3 entries, got 1');
  });

  it('of topological waves is the sum of the longest task of each', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const wave = waves(graph);
        const longest = waveMembers(wave).map((members) => Math.max(...members.map((node) => graph.durations[node]!)));
        expect(barrierMakespan(graph, wave)).toBe(longest.reduce((sum, time) => sum + time, 0));
      }),
    );
  });

  it('is never shorter than the critical path', () => {
    for (let seed = 0; seed < 50; seed++) {
      const graph = randomGraph(seed, 200);
      expect(barrierMakespan(graph, waves(graph))).toBeGreaterThanOrEqual(levels(graph).criticalPathLength);
    }
  });
});
