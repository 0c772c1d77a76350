import { time } from './columns.js';

/**
 * Adds to the list of who is busy until when: pairs (time, task) in one array, the earliest time last. How many there are
 * is the caller's to count.
 *
 * *Complexity*: linear in the pairs that end earlier. There are as many pairs as workers; up to about 64 that is faster than
 * a heap, whose way down no processor can foresee. *Ties*: of equal times, what was added last is taken out first.
 */
export function pushBusy(busy: Float64Array, count: number, until: number, task: number): void {
  let place = 2 * count;
  for (; place > 0 && time(busy, place - 2) < until; place -= 2) {
    busy[place] = time(busy, place - 2);
    busy[place + 1] = time(busy, place - 1);
  }
  busy[place] = until;
  busy[place + 1] = task;
}

/** When the first of `count` ends. */
export function firstTime(busy: Float64Array, count: number): number {
  return time(busy, 2 * count - 2);
}

/** The task of the first of `count`. To take it out is to count one less. */
export function firstTask(busy: Float64Array, count: number): number {
  return time(busy, 2 * count - 1);
}
