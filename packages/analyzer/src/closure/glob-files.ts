import { posix } from 'node:path';
import picomatch from 'picomatch';
import { filesFrom, type WorkspaceFiles } from './workspace-files.js';

/** Where patterns count from, and what there is; folders are from the workspace root. */
export interface GlobPlace {
  /** What `./` and `../` count from. */
  readonly folder: string;
  /** What `/` counts from. */
  readonly root: string;
  readonly files: WorkspaceFiles;
}

/** The files that `import.meta.glob` finds; patterns with `!` in front take away. */
export function globFiles(patterns: readonly string[], { folder, root, files }: GlobPlace): readonly string[] {
  const places = patterns.map((pattern) => {
    const bare = pattern.replace(/^!/, '');
    return bare.startsWith('/') ? posix.join(root, `.${bare}`) : posix.join(folder, bare);
  });
  const wanted = places.filter((_, index) => !patterns[index]?.startsWith('!'));
  const unwanted = places.filter((_, index) => patterns[index]?.startsWith('!'));
  const isUnwanted = unwanted.length > 0 ? picomatch(unwanted) : () => false;
  return wanted.flatMap((pattern) => {
    const { base } = picomatch.scan(pattern);
    const candidates = filesFrom(files, base === '' || base === '.' ? '' : base);
    const matches = picomatch(pattern);
    return candidates.filter((path) => matches(path) && !isUnwanted(path));
  });
}
