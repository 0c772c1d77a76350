import type { TaskStatus } from './plan.js';

/** Not planned any more, and not done either: nothing that depends on such a task can be satisfied. */
export function isDropped(status: TaskStatus): boolean {
  return status === 'cancelled' || status === 'deferred';
}

/** Still to be done: what a plan gives time to. */
export function isOpen(status: TaskStatus): boolean {
  return status !== 'done' && !isDropped(status);
}
