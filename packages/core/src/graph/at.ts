/** Typed arrays that hold one number per task or per edge. */
export type NumberColumn = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** The number at an index that must exist. *Throws* `RangeError` otherwise: a silent 0 would be a wrong plan. */
export function at(column: NumberColumn, index: number): number {
  const value = column[index];
  if (value === undefined) throw new RangeError(`index must be between 0 and ${column.length - 1}, got ${index}`);
  return value;
}

/** The item at an index that must exist. Apart from `at`, so that each stays fast on its own kind of array. */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index must be between 0 and ${items.length - 1}, got ${index}`);
  return item;
}
