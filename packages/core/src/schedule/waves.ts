import { at, itemAt } from '../graph/at.js';
import type { TaskGraph } from '../graph/task-graph.js';

/** The wave of what has none: a milestone, or a task that a document's own waves leave out. */
export const NO_WAVE = -1;

/**
 * The wave of each task: how many tasks the longest chain before it holds, so 0 for those that wait for nothing.
 * Durations do not count. A milestone has no wave (-1) and adds none: waves look through it.
 *
 * *Complexity*: `O(V + E)`. *Source*: Mirsky 1971.
 *
 * ```text
 *   a ──► (phase 1) ──► b      waves  a 0, phase 1 none, b 1
 * ```
 */
export function waves(graph: TaskGraph): Int32Array {
  const { offsets, targets } = graph.predecessors;
  const wave = new Int32Array(graph.size).fill(NO_WAVE);
  const tasksUpTo = new Int32Array(graph.size); // tasks on the longest chain that ends with this node, itself counted
  for (const node of graph.order) {
    let before = 0;
    for (let slot = at(offsets, node), end = at(offsets, node + 1); slot < end; slot++) {
      before = Math.max(before, at(tasksUpTo, at(targets, slot)));
    }
    const isTask = graph.isMilestone[node] === 0;
    if (isTask) wave[node] = before;
    tasksUpTo[node] = isTask ? before + 1 : before;
  }
  return wave;
}

/** The tasks of each wave, by index. */
export function waveMembers(wave: Int32Array): readonly (readonly number[])[] {
  const count = wave.reduce((most, number) => Math.max(most, number + 1), 0);
  const members = Array.from({ length: count }, (): number[] => []);
  for (const [index, number] of wave.entries()) if (number !== NO_WAVE) itemAt(members, number).push(index);
  return members;
}
