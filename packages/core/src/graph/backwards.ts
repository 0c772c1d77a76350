import type { TaskGraph } from './task-graph.js';

/** The same tasks with time running backwards: what was waited for, waits. *Complexity*: `O(V)`. */
export function backwards<T extends Pick<TaskGraph, 'order' | 'predecessors' | 'successors'>>(tasks: T): T {
  return {
    ...tasks,
    order: tasks.order.toReversed(),
    predecessors: tasks.successors,
    successors: tasks.predecessors,
  };
}
