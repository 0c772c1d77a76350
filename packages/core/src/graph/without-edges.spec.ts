import { buildTaskGraph } from './build-task-graph.js';
import { at } from './at.js';
import { ORIGIN_RANK } from './edge-origins.js';
import { dependenciesOf } from './task-graph.js';
import { withoutEdges } from './without-edges.js';
import { levels } from '../schedule/levels.js';
import { milliseconds } from '../model/duration.js';
import { byId, snapshotOf } from '../testing/graph-of.js';

/**
 * ```text
 *   a 1 ──► b 2 ──► c 4        a ──► b by order, b ──► c and a ──► c explicit
 *     └──────────────┘
 * ```
 */
const graph = buildTaskGraph([
  { id: 'c', durationMs: milliseconds(4), dependsOn: ['b', 'a'].map((on) => ({ on, origin: 'explicit' as const })) },
  { id: 'b', durationMs: milliseconds(2), dependsOn: [{ on: 'a', origin: 'order' }] },
  { id: 'a', durationMs: milliseconds(1), dependsOn: [] },
]).graph!;
const withoutOrder = () => withoutEdges(graph, (slot) => at(graph.origins, slot) === ORIGIN_RANK.order);

describe('withoutEdges', () => {
  it('drops the edges that it is told to, and keeps the origins of the others', () => {
    const less = withoutOrder();

    expect(less.edgeCount).toBe(2);
    expect(graph.ids.map((_, index) => dependenciesOf(less, index))).toEqual([
      [
        { id: 'b', origin: 'explicit' },
        { id: 'a', origin: 'explicit' },
      ],
      [],
      [],
    ]);
  });

  it('is a graph like any other', () => {
    expect(byId(graph, levels(withoutOrder()).topLevel)).toEqual({ a: 0, b: 0, c: 2 });
    expect(byId(graph, levels(withoutOrder()).bottomLevel)).toEqual({ a: 5, b: 6, c: 4 });
  });

  it('leaves the graph that it was given', () => {
    const before = snapshotOf(graph);

    withoutEdges(graph, () => true);

    expect(snapshotOf(graph)).toBe(before);
  });
});
