/** *Throws* `RangeError`, with the name, for a number that is not a whole one ≥ `least`. */
export function checkWholeNumber(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${name} must be a whole number of ${least} or more, got ${value}`);
  }
}

/** *Throws* `RangeError` for a seed that is not a whole number: it would be taken for another. */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, got ${seed}`);
}
