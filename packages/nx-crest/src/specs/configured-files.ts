import { posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { compareText } from '@nx-crest/core/model';
import type { NxTarget } from '../nx/nx-types.js';
import { readCommand } from './command-line.js';
import { usualConfiguration, type ConfigurationFile } from './find-configurations.js';

/** A project, as far as its targets say how tests are started. */
export interface ConfiguredProject {
  readonly root: string;
  readonly targets?: Readonly<Record<string, NxTarget>>;
}

/** Executors that start a runner in the workspace root, and the option that names its configuration. */
const EXECUTORS: Readonly<Record<string, readonly [ConfigurationFile['runner'], string]>> = {
  '@nx/jest:jest': ['jest', 'jestConfig'],
  '@nx/vite:test': ['vitest', 'configFile'],
  '@nx/vitest:test': ['vitest', 'configFile'],
};

/** The configurations with which targets start a runner, and how these start it; by path, each once. */
export function configuredFiles(
  projects: readonly ConfiguredProject[],
  files: WorkspaceFiles,
): readonly ConfigurationFile[] {
  const found = projects.flatMap(({ root, targets = {} }) =>
    Object.entries(targets).flatMap(([name, target]) => {
      const file = configuredBy(target, root === '.' ? '' : root, files);
      return file ? [{ ...file, target: name }] : [];
    }),
  );
  const byPath = new Map<string, ConfigurationFile>();
  for (const file of [...found].sort(byPlainness)) if (!byPath.has(file.path)) byPath.set(file.path, file);
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

/** The plain one first, whatever the order of the targets: `test`, then those that add nothing, then by name. */
function byPlainness(a: ConfigurationFile, b: ConfigurationFile): number {
  return rankOf(a) - rankOf(b) || compareText(a.target ?? '', b.target ?? '');
}

function rankOf({ target, args = [], env = {} }: ConfigurationFile): number {
  return (target === 'test' ? 0 : 2) + (args.length + Object.keys(env).length > 0 ? 1 : 0);
}

function configuredBy(target: NxTarget, root: string, files: WorkspaceFiles): ConfigurationFile | undefined {
  const { executor = '', options = {}, metadata } = target;
  const [runner, option] = EXECUTORS[executor] ?? [];
  if (runner && option) {
    const path = textOf(options[option]);
    if (path === '') return undefined;
    return { runner, path: fromRoot(path, root, '.'), currentFolder: '', root, ...environmentOf(options) };
  }
  if (executor === 'nx:run-script') return configuredByCommand(textOf(metadata?.['scriptContent']), root, root, files);
  return executor === 'nx:run-commands' ? configuredByCommands(options, root, files) : undefined;
}

function configuredByCommands(
  options: NonNullable<NxTarget['options']>,
  root: string,
  files: WorkspaceFiles,
): ConfigurationFile | undefined {
  const command = ['command', 'commands', 'args'].map((name) => textOf(options[name])).join(' ');
  const folder = fromRoot(textOf(options['cwd']) || '.', root, '.');
  const found = configuredByCommand(command, root, folder === '.' ? '' : folder, files);
  return found && { ...found, env: { ...environmentOf(options).env, ...found.env } };
}

/** `vitest run --config vitest.int.config.ts`; a command that names no configuration takes a usual one. */
function configuredByCommand(
  command: string,
  root: string,
  currentFolder: string,
  files: WorkspaceFiles,
): ConfigurationFile | undefined {
  const read = readCommand(command);
  if (!read) return undefined;
  const path =
    read.config === undefined
      ? usualConfiguration(read.runner, currentFolder, files)
      : fromRoot(read.config, root, currentFolder || '.');
  if (path === undefined) return undefined;
  const { runner, env, args } = read;
  // Without an option, Vitest takes the current folder for its root.
  return { runner, path, currentFolder, root: currentFolder, env, args };
}

function environmentOf({ env }: Readonly<Record<string, unknown>>): Pick<ConfigurationFile, 'env'> {
  if (typeof env !== 'object' || env === null) return {};
  const entries = Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { env: Object.fromEntries(entries) };
}

function fromRoot(path: string, root: string, from: string): string {
  const known = path.replace(/^\{workspaceRoot\}\/?/, '').replace(/^\{projectRoot\}/, root || '.');
  return known === path ? posix.join(from, path) : posix.normalize(known || '.');
}

/** A text, or a list of texts and of objects with a command, as one text. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (typeof value === 'object' && value !== null && 'command' in value) return textOf(value.command);
  return typeof value === 'string' ? value : '';
}
