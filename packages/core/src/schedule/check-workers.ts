import { checkWholeNumber } from './check-whole-number.js';

/** *Throws* `RangeError` for a number of workers that is not a whole number ≥ 1. */
export function checkWorkers(workers: number): void {
  checkWholeNumber('workers', workers, 1);
}
