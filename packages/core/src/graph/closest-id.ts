/** How many letters may differ: one in three, at most three. */
const MAX_EDITS = 3;
const LETTERS_PER_EDIT = 3;
const MIN_PREFIX = 2;

/**
 * The id that someone probably meant by `wanted`: the fewest letters to change; else the only id that begins with it.
 * Numbers must be the same (leading zeros apart): `T42` may mean `T042`, but nobody can guess that it means `T43`.
 *
 * *Ties*: the smaller id by `<`. *Complexity*: `O(n · length)`. *Returns* undefined where nothing is close.
 * *Example*: `closestId('COER-001', ['CORE-001', 'CORE-002'])` is `CORE-001`.
 */
export function closestId(wanted: string, ids: readonly string[]): string | undefined {
  const numbers = numbersOf(wanted);
  const folded = fold(wanted);
  let limit = Math.min(MAX_EDITS, Math.floor(wanted.length / LETTERS_PER_EDIT));
  let closest: string | undefined;
  for (const id of ids) {
    const other = fold(id);
    if (Math.abs(other.length - folded.length) > limit || numbersOf(id) !== numbers) continue;
    const edits = editDistance(folded, other, limit);
    if (edits > limit) continue;
    if (closest === undefined || edits < limit || id < closest) closest = id;
    limit = edits;
  }
  return closest ?? onlyIdWithPrefix(folded, ids);
}

function onlyIdWithPrefix(folded: string, ids: readonly string[]): string | undefined {
  if (folded.length < MIN_PREFIX) return undefined;
  const found = ids.filter((id) => id.toLowerCase().startsWith(folded));
  return found.length === 1 ? found[0] : undefined;
}

/** Without case and leading zeros. */
function fold(id: string): string {
  return id.toLowerCase().replace(/(?<!\d)0+(?=\d)/g, '');
}

function numbersOf(id: string): string {
  return (id.match(/\d+/g) ?? []).map(Number).join();
}

/** Levenshtein distance, or `limit + 1` as soon as it is known to be larger than `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= b.length; column++) {
      const change = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const edits = Math.min(change, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      current.push(edits);
      smallest = Math.min(smallest, edits);
    }
    if (smallest > limit) return limit + 1;
    above = current;
  }
  return above[b.length] ?? 0;
}
