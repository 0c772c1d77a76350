/** Finds the ids that begin with a prefix. */
export type PrefixIndex = (prefix: string) => readonly string[];

/**
 * An index of written ids by prefix, for wildcards: `MCP-*` means `MCP-1` and `MCP-SEC-001`.
 *
 * *Returns* the plan's ids of the matches in the order of the ids as written. *Complexity*: O(n log n) once, then
 * O(log n + matches).
 */
export function prefixIndex(idOf: ReadonlyMap<string, string>): PrefixIndex {
  const sorted = [...idOf.keys()].sort(); // by code unit: ids with a common prefix stand together
  return (prefix) => {
    const found: string[] = [];
    for (let i = firstNotBefore(sorted, prefix); sorted[i]?.startsWith(prefix); i++) {
      found.push(idOf.get(sorted[i] ?? '') ?? '');
    }
    return found;
  };
}

function firstNotBefore(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
