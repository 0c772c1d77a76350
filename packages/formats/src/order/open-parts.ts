/**
 * The indices of the parents that hold something which is not done, at any depth.
 *
 * *Complexity*: O(items + parents).
 */
export function withOpenParts(
  parents: readonly (readonly number[])[],
  isDone: (index: number) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  parents.forEach((above, index) => {
    if (!isDone(index)) for (const parent of above) found.add(parent);
  });
  // A set that grows while it is walked: each parent once.
  for (const index of found) for (const parent of parents[index] ?? []) found.add(parent);
  return found;
}
