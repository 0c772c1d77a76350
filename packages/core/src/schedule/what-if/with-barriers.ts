import type { Adjacency } from '../../graph/adjacency.js';
import { reverse } from '../../graph/adjacency.js';
import { at, itemAt } from '../../graph/at.js';
import { ORIGIN_RANK } from '../../graph/edge-origins.js';
import { rankIds } from '../../graph/rank-ids.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { withoutEdges } from '../../graph/without-edges.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WAVE } from '../waves.js';
import { wavesReached } from '../waves-reached.js';

/**
 * The graph with a barrier between every two waves: a milestone, behind all tasks, that waits for the whole wave before it
 * and for which the whole wave behind it waits. Tasks that run already wait for none.
 *
 * *Returns* undefined where the waves cannot be followed. *Throws* `RangeError` when there is not one wave for each node.
 * *Complexity*: `O(E + V log V)`.
 *
 * ```text
 *   wave 0        a ──► |       ──► c     wave 1
 *                 b ──► | barrier ──► d
 * ```
 */
export function withBarriers({ graph, needs }: SchedulingProblem, wave: Int32Array): TaskGraph | undefined {
  const reached = wavesReached(graph, wave);
  if (!reached) return undefined;
  const waits = (task: number): boolean => at(wave, task) !== NO_WAVE && needs.get(task)?.running !== true;
  const numbers = [...new Set(wave)].filter((number) => number !== NO_WAVE).sort((a, b) => a - b);
  const barriers = new Map(numbers.slice(1).map((number, position) => [number, graph.size + position]));
  const behind = new Map(numbers.slice(1).map((number, position) => [itemAt(numbers, position), barriers.get(number)]));
  const size = graph.size + barriers.size;

  const rows = Array.from({ length: size }, (): { readonly on: number; readonly origin: number }[] => []);
  for (let task = 0; task < graph.size; task++) {
    const row = itemAt(rows, task);
    const { offsets, targets } = graph.predecessors;
    for (let slot = at(offsets, task), end = at(offsets, task + 1); slot < end; slot++) {
      row.push({ on: at(targets, slot), origin: at(graph.origins, slot) });
    }
    const before = barriers.get(at(wave, task));
    if (before !== undefined && waits(task)) row.push({ on: before, origin: ORIGIN_RANK.wave });
    const next = behind.get(at(wave, task));
    if (next !== undefined) itemAt(rows, next).push({ on: task, origin: ORIGIN_RANK.wave });
  }
  for (const barrier of barriers.values()) {
    if (barrier > graph.size) itemAt(rows, barrier).push({ on: barrier - 1, origin: ORIGIN_RANK.wave });
  }
  return { ...extended(graph, size), ...columns(rows), order: orderOf(graph, reached, barriers) };
}

/** The graph with barriers, but nobody waits for them. */
export function withoutBarriers(graph: TaskGraph, size: number): TaskGraph {
  const { offsets, targets } = graph.predecessors;
  const firstOfBarriers = at(offsets, size);
  return withoutEdges(graph, (slot) => slot >= firstOfBarriers || at(targets, slot) >= size);
}

function extended(graph: TaskGraph, size: number) {
  const ids = [...graph.ids];
  const taken = new Map(graph.indexOf);
  for (let index = graph.size; index < size; index++) {
    let id = `barrier ${index - graph.size + 1}`;
    while (taken.has(id)) id += "'";
    taken.set(id, index);
    ids.push(id);
  }
  const durations = new Float64Array(size);
  durations.set(graph.durations);
  const isMilestone = new Uint8Array(size).fill(1);
  isMilestone.set(graph.isMilestone);
  return { size, ids, indexOf: taken, idRanks: rankIds(ids, taken), durations, isMilestone };
}

function columns(rows: readonly (readonly { readonly on: number; readonly origin: number }[])[]) {
  const offsets = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) offsets[index + 1] = at(offsets, index) + row.length;
  const edges = rows.flat();
  const predecessors: Adjacency = { offsets, targets: Int32Array.from(edges, ({ on }) => on) };
  const origins = Uint8Array.from(edges, ({ origin }) => origin);
  return { edgeCount: edges.length, predecessors, origins, successors: reverse(predecessors) };
}

/** Wave by wave, each behind its barrier; inside a wave as in the graph. */
function orderOf(graph: TaskGraph, reached: Int32Array, barriers: ReadonlyMap<number, number>): Int32Array {
  const nodes = [
    ...[...barriers].map(([number, barrier]) => ({ node: barrier, number, position: -1 })),
    ...Array.from(graph.order, (node, position) => ({ node, number: at(reached, node), position })),
  ];
  nodes.sort((a, b) => a.number - b.number || a.position - b.position);
  return Int32Array.from(nodes, ({ node }) => node);
}
