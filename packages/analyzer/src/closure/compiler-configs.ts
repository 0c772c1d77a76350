import { posix } from 'node:path';
import { extendedConfigs } from '../source/extended-configs.js';
import type { Resolution } from './resolution.js';
import type { WorkspaceFiles } from './workspace-files.js';

/** What compilers look for in the folder of a source and above. */
const CONFIG =
  /^(tsconfig[^/]*\.json|\.swcrc|\.babelrc(\.\w+)?|\.babelignore|babel\.config\.\w+|\.?browserslist(rc)?)$/;

/** Those that are data, and may extend others. */
const EXTENDS = /(\.json|\.babelrc|\.swcrc)$/;

/** Finds what a specifier in a file leads to. */
export type FindConfig = (specifier: string, from: string) => Resolution;

/** Files from the workspace root, sorted, and packages that they extend. */
export interface CompilerConfigs extends Pick<Resolution, 'packages'> {
  readonly files: readonly string[];
}

/**
 * What says how these sources are transformed and how their paths are found: every configuration of a compiler in their folders
 * and above, and all that they extend.
 *
 * *Complexity*: O(configurations of the workspace + folders).
 */
export function compilerConfigs(paths: readonly string[], files: WorkspaceFiles, find: FindConfig): CompilerConfigs {
  const folders = new Set(paths.map((path) => posix.dirname(path)));
  for (const folder of folders) if (folder !== '.') folders.add(posix.dirname(folder)); // walked over next
  const beside = configsIn(files).filter((path) => folders.has(posix.dirname(path)));
  const found = new Set(beside);
  const packages: Resolution['packages'][number][] = [];
  for (const path of found) {
    if (!EXTENDS.test(path)) continue;
    const extended = extendedConfigs(path, files.read(path) ?? '');
    for (const file of extended.files) if (files.hashOf(file) !== undefined) found.add(file);
    for (const name of extended.packages) {
      const resolution = find(name, path);
      for (const file of resolution.files) found.add(file);
      packages.push(...resolution.packages);
    }
  }
  return { files: [...found].sort(), packages };
}

const known = new WeakMap<WorkspaceFiles, readonly string[]>();

/** All of them; the same for every spec. */
function configsIn(files: WorkspaceFiles): readonly string[] {
  const found = known.get(files) ?? files.paths.filter((path) => CONFIG.test(posix.basename(path)));
  known.set(files, found);
  return found;
}
