import { at } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';

/** As much of a graph as time runs along. */
export type DirectedTasks = Pick<TaskGraph, 'order' | 'durations' | 'predecessors' | 'successors'>;

/** How much time passes at least before each task starts, and after each is done. */
export interface HeadsAndTails {
  readonly head: Float64Array;
  readonly tail: Float64Array;
}

/** What else keeps a task from starting: asked once for each task, in topological order, with the heads so far. */
export type HeadRule = (task: number, head: number) => number;

/** The heads as the edges give them (the top levels), each raised by a rule before it counts for what waits for it. */
export function headsOf({ order, durations, predecessors }: DirectedTasks, raise?: HeadRule): Float64Array {
  const { offsets, targets } = predecessors;
  const head = new Float64Array(durations.length);
  for (const task of order) {
    let earliest = 0;
    for (let slot = at(offsets, task), end = at(offsets, task + 1); slot < end; slot++) {
      const before = at(targets, slot);
      earliest = Math.max(earliest, at(head, before) + at(durations, before));
    }
    head[task] = raise ? raise(task, earliest) : earliest;
  }
  return head;
}

/** The longest time from start to end through one task. */
export function longestPath(durations: Float64Array, { head, tail }: HeadsAndTails): number {
  let longest = 0;
  for (const [task, time] of head.entries()) longest = Math.max(longest, time + at(durations, task) + at(tail, task));
  return longest;
}
