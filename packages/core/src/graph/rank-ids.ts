/**
 * Place of each id among all of them in the order of `<` (UTF-16 units, the same on each machine).
 *
 * *Complexity*: `O(n log n)`, `O(n)` where they are in order already.
 */
export function rankIds(ids: readonly string[], indexOf: ReadonlyMap<string, number>): Int32Array {
  const ranks = new Int32Array(ids.length);
  const sorted = isAscending(ids) ? ids : [...ids].sort();
  for (const [rank, id] of sorted.entries()) ranks[indexOf.get(id) ?? -1] = rank;
  return ranks;
}

function isAscending(ids: readonly string[]): boolean {
  return ids.every((id, index) => {
    const before = ids[index - 1];
    return before === undefined || before < id;
  });
}
