/** *Throws* `RangeError` for a number of workers that is not a whole number ≥ 1. */
export function checkWorkers(workers: number): void {
  if (!Number.isSafeInteger(workers) || workers < 1) {
    throw new RangeError(`workers must be a whole number of 1 or more, got ${workers}`);
  }
}
