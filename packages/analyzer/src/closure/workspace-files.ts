/** The files of the workspace that are not ignored, as one look at them found them. */
export interface WorkspaceFiles {
  /** From the workspace root, with `/`; sorted by code unit. */
  readonly paths: readonly string[];
  /** The hash of its bytes; `undefined` where it is none of these. */
  hashOf(path: string): string | undefined;
  /** The hash of the bytes of any file of the workspace, of those that are ignored too; `undefined` where it cannot be read. */
  contentHash(path: string): string | undefined;
  /** The text of any file of the workspace, of those that are ignored too; `undefined` where it cannot be read. */
  read(path: string): string | undefined;
}

/**
 * The files whose path begins with `prefix`; of a folder, named with `/` at its end, all below it.
 *
 * *Complexity*: O(log files + found).
 */
export function filesFrom({ paths }: WorkspaceFiles, prefix: string): readonly string[] {
  const start = firstAtLeast(paths, prefix);
  let end = start;
  while (paths[end]?.startsWith(prefix)) end++;
  return paths.slice(start, end);
}

function firstAtLeast(paths: readonly string[], wanted: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((paths[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
