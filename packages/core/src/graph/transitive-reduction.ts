import { reverse } from './adjacency.js';
import { at } from './at.js';
import { hasBit, reachability } from './reachability.js';
import type { TaskGraph } from './task-graph.js';

/**
 * The same graph with the fewest edges: an edge goes where a longer path says the same. For drawings and for reading.
 *
 * *Complexity*: `O(V · E / 32)` at worst. *Returns* undefined above 5,000 tasks (`EXACT_LIMIT`).
 * *Source*: Aho, Garey & Ullman 1972.
 *
 * ```text
 *   a ──► b ──► c              a ──► b ──► c
 *   └───────────┘   becomes
 * ```
 */
export function transitiveReduction(graph: TaskGraph): TaskGraph | undefined {
  const reach = reachability(graph);
  if (!reach) return undefined;

  const { words, redundant } = reach;
  const offsets = new Int32Array(graph.size + 1);
  const targets = new Int32Array(graph.edgeCount);
  const origins = new Uint8Array(graph.edgeCount);
  let end = 0;
  for (let node = 0; node < graph.size; node++) {
    const last = at(graph.predecessors.offsets, node + 1);
    for (let slot = at(graph.predecessors.offsets, node); slot < last; slot++) {
      const predecessor = at(graph.predecessors.targets, slot);
      if (hasBit(redundant.subarray(predecessor * words, (predecessor + 1) * words), node)) continue;
      targets[end] = predecessor;
      origins[end++] = at(graph.origins, slot);
    }
    offsets[node + 1] = end;
  }
  const predecessors = { offsets, targets: targets.slice(0, end) };
  // The longest chains stay, and with them the topological order.
  return { ...graph, edgeCount: end, predecessors, origins: origins.slice(0, end), successors: reverse(predecessors) };
}
