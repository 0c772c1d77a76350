/**
 * The number at an index that is known to exist. Unlike `at` there is a function for each kind of array, so that the
 * engine compiles each for one kind only: what is here runs a hundred million times.
 */
export function int(column: Int32Array, index: number): number {
  return column[index] ?? 0;
}

/** The time at an index that is known to exist. */
export function time(column: Float64Array, index: number): number {
  return column[index] ?? 0;
}
