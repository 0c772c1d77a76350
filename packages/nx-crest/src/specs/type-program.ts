import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { programOf } from '@nx-crest/analyzer/test-specs';
import type { RunnerConfiguration } from './runner-configuration.js';

/** What is in the program in which types are checked, whoever leads there. */
export interface TypeProgram {
  /** Beginnings of paths, from the workspace root; none where types are not checked module by module. */
  readonly places: readonly string[];
  /** Names of packages whose types are global; not each need be installed. */
  readonly packages: readonly string[];
}

/**
 * Of all programs of a configuration together. The root of the configuration belongs to it: tests are no first files of the
 * program, but those that one process checks come into it one after the other.
 */
export function typeProgram(
  { programs, root, configFile }: Pick<RunnerConfiguration, 'programs' | 'root' | 'configFile'>,
  files: WorkspaceFiles,
  workspaceRoot: string,
): TypeProgram {
  if (programs.length === 0) return { places: [], packages: [] };
  const parts = programs.map((path) => programOf(path, (file) => files.read(file)));
  const types = parts.flatMap((part) => part.types?.flatMap(packagesOf) ?? allTypes(configFile, workspaceRoot));
  return {
    places: [...new Set([root === '' ? '' : `${root}/`, ...parts.flatMap((part) => part.places)])].sort(),
    packages: [...new Set(types)].sort(),
  };
}

/** `jest` may be a package, or the types of one; so may `@scope/name/sub`. */
function packagesOf(name: string): readonly string[] {
  const [first = '', second = ''] = name.split('/');
  if (!first.startsWith('@')) return [first, `@types/${first}`];
  return [`${first}/${second}`, `@types/${first.slice(1)}__${second}`];
}

/** Without a list, TypeScript takes all of them, in the folder and above. */
function allTypes(from: string, workspaceRoot: string): readonly string[] {
  const found: string[] = [];
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const place = join(workspaceRoot, folder, 'node_modules/@types');
    if (existsSync(place)) found.push(...readdirSync(place).map((name) => `@types/${name}`));
    if (folder === '.') return found;
  }
}
