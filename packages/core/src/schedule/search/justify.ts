import type { Individual, Passes } from './passes.js';

/** Keys for a forward pass over a right-justified schedule: by start. */
export function forwardKeys({ start }: Individual): Float64Array {
  return start;
}

/** Keys for a backward pass over a left-justified schedule: the latest finish first. */
export function backwardKeys({ start }: Individual, durations: Float64Array): Float64Array {
  return start.map((time, task) => -(time + (durations[task] ?? 0)));
}

/**
 * Forward-backward improvement: pushes all tasks to the right, then to the left, as long as that shortens the schedule. With
 * the serial scheme no pass makes it longer.
 *
 * *Source*: Li & Willis 1992; Valls, Ballestín & Quintanilla 2005 (double justification).
 */
export function justify(passes: Passes, first: Individual, durations: Float64Array): Individual {
  let current = first;
  while (!passes.isOver()) {
    const right = passes.backward(backwardKeys(current, durations));
    if (passes.isOver()) break;
    const left = passes.forward(forwardKeys(right));
    if (left.makespan >= current.makespan) break;
    current = left;
  }
  return current;
}
