import { posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/test-specs';
import { compareText } from '@nx-crest/core';

/** A file that configures a test runner. */
export interface ConfigurationFile {
  readonly runner: 'jest' | 'vitest';
  /** From the workspace root. */
  readonly path: string;
  /** The folder in which tests are started, from the workspace root, where a target says it; `''` is the root. */
  readonly currentFolder?: string;
  /** The root that Vitest is given, where it is not the folder of the file. */
  readonly root?: string;
}

/** `jest.config.ts`, `vitest.unit.config.mts`, `vite.config.js` … */
const NAME = /^(jest|vitest|vite)(?:\.[\w-]+)*\.config(?:\.[\w-]+)*\.(?:[cm]?[jt]s|json)$/;

/** All configurations of the workspace, by path: those that targets name, and those that are named as usual. */
export function allConfigurations(
  files: WorkspaceFiles,
  configured: readonly ConfigurationFile[],
): readonly ConfigurationFile[] {
  const byPath = new Map(
    configured.filter(({ path }) => files.hashOf(path) !== undefined).map((file) => [file.path, file]),
  );
  const usual = files.paths.filter((path) => NAME.test(posix.basename(path)) && !byPath.has(path));
  for (const path of usual) {
    const runner = usualRunner(path, files);
    if (runner) byPath.set(path, { runner, path });
  }
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

/** The configurations in the folder of a file and the folders above it. */
export function configurationsAbove(
  path: string,
  files: WorkspaceFiles,
  configured: readonly ConfigurationFile[],
): readonly ConfigurationFile[] {
  return allConfigurations(files, configured).filter(({ path: config }) => {
    const folder = posix.dirname(config);
    return folder === '.' || path.startsWith(`${folder}/`);
  });
}

/**
 * Whom a configuration is for. A `vite.config` is one for Vitest where it speaks of tests, unless a `vitest.config` in its folder
 * hides it, as it does for Vitest.
 */
function usualRunner(path: string, files: WorkspaceFiles): ConfigurationFile['runner'] | undefined {
  const [, name] = NAME.exec(posix.basename(path)) ?? [];
  if (name !== 'vite') return name === 'jest' || name === 'vitest' ? name : undefined;
  const isHidden = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].some(
    (ending) => files.hashOf(posix.join(posix.dirname(path), `vitest.config.${ending}`)) !== undefined,
  );
  return !isHidden && /\btest\b/.test(files.read(path) ?? '') ? 'vitest' : undefined;
}
