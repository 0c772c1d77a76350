import type { Entry } from './read-entries.js';

/**
 * A box belongs to the box that it is indented below; one that is not indented, to the nearest one above that has the id
 * without the last number (`2.1` to `2`), because many files are flat.
 *
 * *Complexity*: O(1) per entry; to be called in document order.
 */
export function flatParents(entries: readonly Entry[]): (entry: Entry, index: number) => number | undefined {
  const latest = new Map<string, number>();
  return ({ parent, written }, index) => {
    const dot = written?.lastIndexOf('.') ?? -1;
    const above = dot < 0 ? undefined : latest.get(written?.slice(0, dot) ?? '');
    if (written !== undefined && entries[index]) latest.set(written, index);
    return parent ?? above;
  };
}
