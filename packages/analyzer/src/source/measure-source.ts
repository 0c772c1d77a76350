/** How much code a project holds. *Units*: `bytes` as on disk; `lines` are line ends, plus an unfinished last line. */
export interface SourceSize {
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
}

/** Reads one file; `undefined` where there is none, or it cannot be read. */
export type FileReader = (path: string) => Uint8Array | undefined;

/** What compilers, linters and test runners spend their time on; data, documents and lock files are left out. */
const CODE_EXTENSIONS = new Set(
  'c cc cjs clj cpp cs css cts dart erl ex exs fs go gql graphql groovy h hpp html java js jsx kt kts less lua m mjs mm mts php proto py rb rs sass scala scss sh sol sql svelte swift ts tsx vue zig'.split(
    ' ',
  ),
);

/**
 * Measures the code files among `files` that lie in the folder `root` (`.` is the workspace root itself).
 * Paths have `/` as separator and count from where `root` counts.
 *
 * *Complexity*: O(bytes).
 */
export function measureSource(root: string, files: readonly string[], read: FileReader): SourceSize {
  const inside = root === '.' || root === '' ? '' : `${root.replace(/\/$/, '')}/`;
  const size = { files: 0, bytes: 0, lines: 0 };
  for (const path of files) {
    if (!path.startsWith(inside) || !isCodeFile(path)) continue;
    const content = read(path);
    if (content === undefined) continue;
    size.files++;
    size.bytes += content.length;
    size.lines += countLines(content);
  }
  return size;
}

/** True for files that hold program text, by their extension. */
export function isCodeFile(path: string): boolean {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') && CODE_EXTENSIONS.has(path.slice(dot + 1).toLowerCase());
}

function countLines(content: Uint8Array): number {
  const lineFeed = 10;
  let lines = 0;
  for (const byte of content) if (byte === lineFeed) lines++;
  return content.length > 0 && content[content.length - 1] !== lineFeed ? lines + 1 : lines;
}
