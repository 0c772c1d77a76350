import { posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/test-specs';

/** A file that configures a test runner. */
export interface ConfigurationFile {
  readonly runner: 'jest' | 'vitest';
  /** From the workspace root. */
  readonly path: string;
}

const JEST = /^jest\.config\.([cm]?[jt]s|json)$/;
const VITEST = /^vitest\.config\.[cm]?[jt]s$/;
const VITE = /^vite\.config\.[cm]?[jt]s$/;

/**
 * The configurations in a folder and the folders above it, the nearest first. Where a folder has both, `vitest.config` hides
 * `vite.config`, as it does for Vitest; a `vite.config` that does not speak of tests configures none.
 */
export function configurationsAbove(path: string, files: WorkspaceFiles): readonly ConfigurationFile[] {
  const found: ConfigurationFile[] = [];
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    found.push(...configurationsIn(folder, files));
    if (folder === '.') return found;
  }
}

function configurationsIn(folder: string, files: WorkspaceFiles): readonly ConfigurationFile[] {
  const named = (pattern: RegExp): readonly string[] =>
    NAMES.filter((name) => pattern.test(name))
      .map((name) => posix.join(folder, name))
      .filter((path) => files.hashOf(path) !== undefined);
  const vitest = named(VITEST);
  const vite = vitest.length > 0 ? [] : named(VITE).filter((path) => /\btest\b/.test(files.read(path) ?? ''));
  return [
    ...named(JEST).map((path): ConfigurationFile => ({ runner: 'jest', path })),
    ...[...vitest, ...vite].map((path): ConfigurationFile => ({ runner: 'vitest', path })),
  ];
}

/** All configurations of the workspace, by path. */
export function allConfigurations(files: WorkspaceFiles): readonly ConfigurationFile[] {
  const folders = new Set(
    files.paths.filter((path) => NAMES.includes(posix.basename(path))).map((path) => posix.dirname(path)),
  );
  return [...folders].flatMap((folder) => configurationsIn(folder, files));
}

const NAMES = ['jest', 'vitest', 'vite'].flatMap((name) =>
  ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'].map((ending) => `${name}.config.${ending}`),
);
