import fc from 'fast-check';
import { bruteLevels, predecessorSets } from '../testing/brute-force.js';
import { byId, snapshotOf } from '../testing/graph-of.js';
import { chainOf, diamond, phases } from '../testing/named-graphs.js';
import { smallGraph } from '../testing/small-graph.js';
import { levels } from './levels.js';

describe('levels', () => {
  it('are the longest paths to and from each task', () => {
    const found = levels(diamond);

    expect(byId(diamond, found.topLevel)).toEqual({ a: 0, b: 2, c: 2, d: 5 });
    expect(byId(diamond, found.bottomLevel)).toEqual({ a: 6, b: 4, c: 2, d: 1 });
    expect(byId(diamond, found.slack)).toEqual({ a: 0, b: 0, c: 2, d: 0 });
    expect(found.criticalPathLength).toBe(6);
  });

  it('look through milestones for free float: only tasks count as delayed', () => {
    expect(byId(phases, levels(phases).freeFloat)).toEqual({ a: 3, b: 0, one: 0, c: 0, d: 0, e: 2 });
  });

  it('agree with the definitions on every small graph', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const before = snapshotOf(graph);
        const found = levels(graph);
        const { topLevel, bottomLevel, length } = bruteLevels(graph);
        const duration = [...graph.durations];

        expect([...found.topLevel]).toEqual(topLevel);
        expect([...found.bottomLevel]).toEqual(bottomLevel);
        expect(found.criticalPathLength).toBe(length);
        expect([...found.earliestFinish]).toEqual(topLevel.map((start, node) => start + duration[node]!));
        expect([...found.latestStart]).toEqual(bottomLevel.map((below) => length - below));
        expect([...found.latestFinish]).toEqual(bottomLevel.map((below, node) => length - below + duration[node]!));
        expect([...found.slack]).toEqual(topLevel.map((start, node) => length - start - bottomLevel[node]!));
        expect(snapshotOf(graph)).toBe(before);
      }),
    );
  });

  it('free float is how late a task may be before any other task starts later', () => {
    const lateBy = (graph: Parameters<typeof levels>[0], node: number, delay: number) => {
      const durations = graph.durations.slice();
      durations[node] = durations[node]! + delay;
      return levels({ ...graph, durations });
    };
    fc.assert(
      fc.property(
        smallGraph.filter(({ size }) => size > 0),
        fc.nat(7),
        (graph, pick) => {
          const node = pick % graph.size;
          const found = levels(graph);
          const free = found.freeFloat[node]!;
          const tasks = graph.ids.map((_, index) => index).filter((index) => graph.isMilestone[index] === 0);
          const starts = ({ topLevel }: typeof found) => tasks.map((index) => topLevel[index]);
          const same = lateBy(graph, node, free);
          const later = lateBy(graph, node, free + 1);

          expect([starts(same), same.criticalPathLength]).toEqual([starts(found), found.criticalPathLength]);
          expect([starts(later), later.criticalPathLength]).not.toEqual([starts(found), found.criticalPathLength]);
        },
      ),
    );
  });

  it('of a chain of 100,000 tasks: no slack anywhere', () => {
    const found = levels(chainOf(100_000));

    expect(found.criticalPathLength).toBe(100_000);
    expect(found.topLevel.at(-1)).toBe(99_999);
    expect(found.slack.every((slack) => slack === 0)).toBe(true);
  });

  it('of nothing are nothing', () => {
    expect(levels(chainOf(0)).criticalPathLength).toBe(0);
    expect(predecessorSets(chainOf(0))).toEqual([]);
  });
});
