import { at } from '../graph/at.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { NO_WAVE } from './waves.js';

/**
 * The wave in which each node is done; what has no wave is done in the latest wave that it waits for.
 *
 * *Returns* undefined where the waves cannot be followed: a dependency points to a later wave, or a task that takes time has
 * none. *Throws* `RangeError` when there is not one wave for each node. *Complexity*: `O(V + E)`.
 */
export function wavesReached(graph: TaskGraph, wave: Int32Array): Int32Array | undefined {
  if (wave.length !== graph.size) throw new RangeError(`wave must have ${graph.size} entries, got ${wave.length}`);
  const reached = new Int32Array(graph.size);
  for (const node of graph.order) {
    const before = largestBefore(graph, node, reached, NO_WAVE);
    const own = at(wave, node);
    if (own === NO_WAVE ? at(graph.durations, node) > 0 : before > own) return undefined;
    reached[node] = Math.max(own, before);
  }
  return reached;
}

/** The largest value of what a node waits for, and at least `least`. */
export function largestBefore(
  graph: TaskGraph,
  node: number,
  values: Float64Array | Int32Array,
  least: number,
): number {
  const { offsets, targets } = graph.predecessors;
  let largest = least;
  for (let slot = at(offsets, node), end = at(offsets, node + 1); slot < end; slot++) {
    largest = Math.max(largest, at(values, at(targets, slot)));
  }
  return largest;
}
