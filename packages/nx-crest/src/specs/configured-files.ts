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
    return path === ''
      ? undefined
      : { runner, path: fromRoot(path, root, '.'), currentFolder: '', root: root === '.' ? '' : root };
  }
  return executor === 'nx:run-commands' ? configuredByCommand(options, root) : undefined;
}

/** `vitest run --config vitest.int.config.ts`; a command that names no configuration takes a usual one. */
function configuredByCommand(options: Readonly<Record<string, unknown>>, root: string): ConfigurationFile | undefined {
  const command = ['command', 'commands', 'args'].map((option) => textOf(options[option])).join(' ');
  const program = /\b(jest|vitest)\b/.exec(command)?.[1];
  const named = /(?:--config|-c)[ =]["']?([^\s"']+)/.exec(command)?.[1];
  if (named === undefined || (program !== 'jest' && program !== 'vitest')) return undefined;
  const folder = fromRoot(textOf(options['cwd']) || '.', root, '.');
  const currentFolder = folder === '.' ? '' : folder;
  // Without an option, Vitest takes the current folder for its root.
  return { runner: program, path: fromRoot(named, root, folder), currentFolder, root: currentFolder };
}

function fromRoot(path: string, root: string, from: string): string {
  const known = path.replace(/^\{workspaceRoot\}\/?/, '').replace(/^\{projectRoot\}/, root);
  return known === path ? posix.join(from, path) : posix.normalize(known || '.');
}

/** A text, or a list of texts and of objects with a command, as one text. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (typeof value === 'object' && value !== null && 'command' in value) return textOf(value.command);
  return typeof value === 'string' ? value : '';
}
