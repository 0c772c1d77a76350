import { posix } from 'node:path';
import { compareText } from '@nx-crest/core';
import type { NxProjectNode, NxTarget } from '../nx/nx-types.js';
import type { ConfigurationFile } from './find-configurations.js';

/** Executors that start a runner in the workspace root, and the option that names its configuration. */
const EXECUTORS: Readonly<Record<string, readonly [ConfigurationFile['runner'], string]>> = {
  '@nx/jest:jest': ['jest', 'jestConfig'],
  '@nx/vite:test': ['vitest', 'configFile'],
  '@nx/vitest:test': ['vitest', 'configFile'],
};

/** The configurations that targets name, and where these start the runner; by path, each once. */
export function configuredFiles(nodes: Readonly<Record<string, NxProjectNode>>): readonly ConfigurationFile[] {
  const found = Object.values(nodes).flatMap(({ data }) =>
    Object.values(data.targets ?? {}).flatMap((target) => configuredBy(target, data.root) ?? []),
  );
  const byPath = new Map(found.map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

function configuredBy({ executor = '', options = {} }: NxTarget, root: string): ConfigurationFile | undefined {
  const [runner, option] = EXECUTORS[executor] ?? [];
  if (runner && option) {
    const path = textOf(options[option]);
    return path === undefined ? undefined : { runner, path: fromRoot(path, root, '.'), currentFolder: '' };
  }
  if (executor !== 'nx:run-commands') return undefined;
  const command = [textOf(options['command']), textOf(options['args']), ...listOf(options['commands'])].join(' ');
  const [, program] = /\b(jest|vitest)\b/.exec(command) ?? [];
  if (program !== 'jest' && program !== 'vitest') return undefined;
  const currentFolder = fromRoot(textOf(options['cwd']) ?? '.', root, '.');
  const [, named] = /(?:--config|-c)[ =]["']?([^\s"']+)/.exec(command) ?? [];
  if (named === undefined) return undefined;
  return {
    runner: program,
    path: fromRoot(named, root, currentFolder),
    currentFolder: currentFolder === '.' ? '' : currentFolder,
  };
}

function fromRoot(path: string, root: string, from: string): string {
  const known = path.replace(/^\{workspaceRoot\}\/?/, '').replace(/^\{projectRoot\}/, root);
  return known === path ? posix.join(from, path) : posix.normalize(known || '.');
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.filter((part) => typeof part === 'string').join(' ');
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.map((part: unknown) =>
        typeof part === 'object' && part !== null && 'command' in part ? String(part.command) : String(part),
      )
    : [];
}
