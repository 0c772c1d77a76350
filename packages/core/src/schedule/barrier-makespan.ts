import { milliseconds, type Milliseconds } from '../model/duration.js';
import { at } from '../graph/at.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { NO_WAVE } from './waves.js';
import { largestBefore, wavesReached } from './waves-reached.js';

/**
 * The makespan with unlimited workers when each wave waits for the whole wave before it; dependencies inside a wave
 * are honoured. Minus the critical path length it is what the barriers cost.
 *
 * `wave` holds one number ≥ 0 for each task, in the order in which they run; gaps do not matter. -1 (no wave) is
 * for milestones and tasks that take no time: they count as done when what they wait for is.
 *
 * *Returns* undefined where the waves cannot be followed: a dependency points to a later wave, or a task that takes time
 * has no wave. *Throws* `RangeError` when there is not one wave for each node.
 * *Complexity*: `O(E + V log V)`. *Source*: `docs/glossary.md`.
 */
export function barrierMakespan(graph: TaskGraph, wave: Int32Array): Milliseconds | undefined {
  const reached = wavesReached(graph, wave);
  if (!reached) return undefined;

  const finish = new Float64Array(graph.size);
  let current = NO_WAVE;
  let barrier = 0; // when the waves before the current one are done
  let latest = 0;
  // Stable: inside a wave the topological order stays.
  for (const node of Array.from(graph.order).sort((a, b) => at(reached, a) - at(reached, b))) {
    if (at(reached, node) !== current) {
      current = at(reached, node);
      barrier = latest;
    }
    const start = Math.max(barrier, largestBefore(graph, node, finish, 0));
    finish[node] = start + at(graph.durations, node);
    latest = Math.max(latest, at(finish, node));
  }
  return milliseconds(latest);
}
