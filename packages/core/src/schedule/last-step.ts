import { itemAt } from '../graph/at.js';

/** The last of ascending times that is not after `time`, by its place; -1 before the first. *Complexity*: `O(log n)`. */
export function lastStep(times: readonly number[], time: number): number {
  let low = -1;
  for (let high = times.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if (itemAt(times, middle) <= time) low = middle;
    else high = middle;
  }
  return low;
}
