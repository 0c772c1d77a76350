import type { Entry } from './read-entries.js';

/** Which entries hold others. */
export interface EntryTree {
  /** Index of the parent of each entry; undefined at the top. */
  readonly parents: readonly (number | undefined)[];
  /** Indices of the children of each entry, in document order. */
  readonly children: readonly (readonly number[])[];
}

/** Turns the parent of each entry into both directions. A parent must come before its children. *Complexity*: O(n). */
export function entryTree(
  entries: readonly Entry[],
  parentOf: (entry: Entry, index: number) => number | undefined,
): EntryTree {
  const parents = entries.map(parentOf);
  const children = entries.map((): number[] => []);
  parents.forEach((parent, index) => {
    if (parent !== undefined) children[parent]?.push(index);
  });
  return { parents, children };
}

/** Whether an entry holds others, and is therefore a group. */
export function isGroup(tree: EntryTree, index: number): boolean {
  return (tree.children[index]?.length ?? 0) > 0;
}

/** The indices of the groups around an entry, innermost first. */
export function ancestorsOf(tree: EntryTree, index: number): readonly number[] {
  const result: number[] = [];
  for (let at = tree.parents[index]; at !== undefined; at = tree.parents[at]) result.push(at);
  return result;
}
