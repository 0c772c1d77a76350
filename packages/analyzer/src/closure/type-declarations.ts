import { declaredTypes } from '../source/declared-types.js';
import type { CompilerConfigs, FindConfig } from './compiler-configs.js';
import { globFiles } from './glob-files.js';
import type { WorkspaceFiles } from './workspace-files.js';

const DECLARATION = /\.d\.([^/]+\.)?[cm]?ts$/;
const SOURCE = /\.[cm]?tsx?$/;
/** What a module adds to types of others. */
const ADDS = /\bdeclare\s+(global|module)\b/;

/**
 * Where types are checked: what these tsconfigs let the compiler see although nobody imports it, as far as it may change what
 * others mean.
 *
 * *Complexity*: O(files that the patterns of the tsconfigs match).
 */
export function typeDeclarations(configs: readonly string[], files: WorkspaceFiles, find: FindConfig): CompilerConfigs {
  const found = new Set<string>();
  const packages: CompilerConfigs['packages'][number][] = [];
  for (const path of configs) {
    if (!path.endsWith('.json')) continue;
    const declared = declaredTypes(path, files.read(path) ?? '');
    for (const file of globFiles(
      declared.patterns.map((pattern) => `/${pattern}`),
      { folder: '', root: '', files },
    ))
      if (DECLARATION.test(file) || (SOURCE.test(file) && ADDS.test(files.read(file) ?? ''))) found.add(file);
    packages.push(...declared.packages.flatMap((name) => find(name, path).packages));
  }
  return { files: [...found].sort(), packages };
}
