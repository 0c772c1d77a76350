import { posix } from 'node:path';
import { extendedConfigs } from '../source/extended-configs.js';
import { filesFrom, type WorkspaceFiles } from './workspace-files.js';

/**
 * The `tsconfig.json` that is nearest to each of these files, every `tsconfig*.json` in the folder `root`, and all that they extend;
 * sorted. They say how paths are found, and how sources are transformed.
 */
export function compilerConfigs(paths: readonly string[], root: string, files: WorkspaceFiles): readonly string[] {
  const found = new Set(
    filesFrom(files, posix.join(root, 'tsconfig')).filter((path) => /^tsconfig[^/]*\.json$/.test(posix.basename(path))),
  );
  const folders = new Set(paths.map((path) => posix.dirname(path)));
  for (const folder of folders) {
    const here = posix.join(folder, 'tsconfig.json');
    if (files.hashOf(here) !== undefined) found.add(here);
    else if (folder !== '.') folders.add(posix.dirname(folder)); // walked over next
  }
  for (const path of found)
    for (const file of extendedConfigs(path, files.read(path) ?? '').files)
      if (files.hashOf(file) !== undefined) found.add(file);
  return [...found].sort();
}
