const MAX_ID_LENGTH = 64; // TASK_ID_PATTERN

/** An id that was already taken, and the id that stands for it. */
export interface RenamedId {
  /** Where the repeated id stands in the input. */
  readonly index: number;
  readonly id: string;
  readonly renamed: string;
  /** Where the id stands first. */
  readonly firstIndex: number;
}

/** As many ids as were given, no two alike. */
export interface UniqueIds {
  readonly ids: readonly string[];
  readonly renamed: readonly RenamedId[];
}

/**
 * Gives every repetition of an id a fresh one: `T005`, `T005-2`, `T005-3` …, the next number that nobody uses.
 * The first bearer keeps its name. A result matches `TASK_ID_PATTERN` if the input does.
 *
 * *Complexity*: `O(n)`. *Example*: `uniqueIds(['a', 'a', 'a-2']).ids` is `['a', 'a-3', 'a-2']`.
 */
export function uniqueIds(ids: readonly string[]): UniqueIds {
  const taken = new Set(ids);
  if (taken.size === ids.length) return { ids, renamed: [] };

  const firstIndexOf = new Map<string, number>();
  const nextNumber = new Map<string, number>();
  const renamed: RenamedId[] = [];
  const result = ids.map((id, index) => {
    const firstIndex = firstIndexOf.get(id);
    if (firstIndex === undefined) {
      firstIndexOf.set(id, index);
      return id;
    }
    let number = nextNumber.get(id) ?? 2;
    while (taken.has(numbered(id, number))) number++;
    nextNumber.set(id, number + 1);
    const fresh = numbered(id, number);
    taken.add(fresh);
    renamed.push({ index, id, renamed: fresh, firstIndex });
    return fresh;
  });
  return { ids: result, renamed };
}

function numbered(id: string, number: number): string {
  const suffix = `-${number}`;
  return id.slice(0, MAX_ID_LENGTH - suffix.length) + suffix;
}
