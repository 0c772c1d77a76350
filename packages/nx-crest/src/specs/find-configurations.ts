import { posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { compareText } from '@nx-crest/core/model';

/** A file that configures a test runner. */
export interface ConfigurationFile {
  readonly runner: 'jest' | 'vitest';
  /** From the workspace root. */
  readonly path: string;
  /** The folder in which tests are started, from the workspace root, where a target says it; `''` is the root. */
  readonly currentFolder?: string;
  /** The root that Vitest is given, where it is not the folder of the file. */
  readonly root?: string;
  /** What a target adds to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What a target adds to the command. */
  readonly args?: readonly string[];
  /** The name of that target. */
  readonly target?: string;
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
  const isHidden = ENDINGS.vitest.some(
    (ending) => files.hashOf(posix.join(posix.dirname(path), `vitest.config.${ending}`)) !== undefined,
  );
  return !isHidden && /\btest\b/.test(files.read(path) ?? '') ? 'vitest' : undefined;
}

const ENDINGS: Readonly<Record<ConfigurationFile['runner'], readonly string[]>> = {
  jest: ['js', 'ts', 'mjs', 'cjs', 'json', 'cts', 'mts'],
  vitest: ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'],
};

/** The configuration that a runner takes in a folder where it is told of none. */
export function usualConfiguration(
  runner: ConfigurationFile['runner'],
  folder: string,
  files: WorkspaceFiles,
): string | undefined {
  const names = runner === 'jest' ? ['jest.config'] : ['vitest.config', 'vite.config'];
  const paths = names.flatMap((name) => ENDINGS[runner].map((ending) => posix.join(folder, `${name}.${ending}`)));
  return paths.find((path) => files.hashOf(path) !== undefined);
}
