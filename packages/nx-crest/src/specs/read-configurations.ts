import { availableParallelism } from 'node:os';
import { join, posix } from 'node:path';
import { diagnostic, type Diagnostic } from '@nx-crest/core/model';
import { configurationProcesses, type ConfigurationProcesses } from './configuration-processes.js';
import type { ConfigurationFile } from './find-configurations.js';
import type { RememberedConfigurations } from './memory/remembered-configurations.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import type { ConfigurationRequest } from './runners/main.js';

/** What a configuration file says, or why that is not known. */
export interface ReadConfigurations {
  readonly configurations: readonly RunnerConfiguration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where configurations are read, and what is known of them. */
export interface ConfigurationReader {
  readonly workspaceRoot: string;
  readonly remembered?: RememberedConfigurations;
  /** The environment in which a target starts it, its `.env` files included; this process's own where nothing is said. */
  readonly environmentOf?: (file: ConfigurationFile) => NodeJS.ProcessEnv;
}

/** What is installed, and the file that Vite makes of a configuration for a moment. */
const VOLATILE = /(^|\/)node_modules\/|\.timestamp-/;

/**
 * Lets the workspace's own runners resolve configurations, unless they are known; as many at a time as there are cores. Answers
 * are in the order of the files.
 */
export async function readAllConfigurations(
  files: readonly ConfigurationFile[],
  reader: ConfigurationReader,
): Promise<readonly ReadConfigurations[]> {
  const processes = configurationProcesses();
  const answers: ReadConfigurations[] = [];
  // Those of one runner together: a process that has loaded it can be asked again.
  const waiting = [...files.entries()].sort(([, a], [, b]) => (a.runner < b.runner ? -1 : a.runner > b.runner ? 1 : 0));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, file] = next;
      answers[index] = await readOne(file, reader, processes);
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return answers;
  } finally {
    processes.close();
  }
}

/** The same for one configuration. */
export async function readConfigurations(
  file: ConfigurationFile,
  reader: ConfigurationReader,
): Promise<ReadConfigurations> {
  const [answer] = await readAllConfigurations([file], reader);
  return answer ?? { configurations: [], diagnostics: [] };
}

/**
 * Configurations expect to be executed where tests are started: where their target says so, else in their own folder, or where
 * that fails, in the workspace root.
 */
async function readOne(
  file: ConfigurationFile,
  { workspaceRoot, remembered, environmentOf }: ConfigurationReader,
  processes: ConfigurationProcesses,
): Promise<ReadConfigurations> {
  const { path, currentFolder } = file;
  const home = homeOf(file);
  const startRoot = file.root ?? home;
  const name = configurationName(file);
  const all = environmentOf?.(file) ?? process.env;
  const known = remembered?.get(name, all);
  if (known) return { configurations: known, diagnostics: [] };

  const folders = currentFolder === undefined ? new Set([home, '']) : [currentFolder];
  const inRoot = (place: string): string => join(workspaceRoot, place);
  const request = requestFor(file, all, { workspaceRoot, file: inRoot(path), startRoot: inRoot(startRoot) });
  let reason = '';
  for (const folder of folders) {
    const { found, reads } = await processes.ask({ ...request, folder: inRoot(folder) });
    if ('configurations' in found) {
      const own = reads.reads.filter((read) => !VOLATILE.test(read));
      const configurations = found.configurations.map((one) => {
        return { ...one, currentFolder: folder, startRoot, reads: own };
      });
      remembered?.set(name, reads, configurations, all);
      return { configurations, diagnostics: [] };
    }
    reason ||= found.error;
  }
  return { configurations: [], diagnostics: [diagnostic('CREST501', { path, reason: firstLine(reason) })] };
}

function requestFor(
  { runner, env, args = [] }: ConfigurationFile,
  all: NodeJS.ProcessEnv,
  places: Pick<ConfigurationRequest, 'workspaceRoot' | 'file' | 'startRoot'>,
): Omit<ConfigurationRequest, 'folder'> {
  return { runner, env: { ...added(all), ...env }, args, ...places };
}

/** What is not in the environment of this process, or not the same. */
function added(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined && entry[1] !== process.env[entry[0]];
  });
  return Object.fromEntries(entries);
}

/** The name under which it is remembered. Started where its target says, or where it is tried first: it is the same question. */
export function configurationName(file: ConfigurationFile): string {
  const { path, currentFolder, root, env = {}, args = [] } = file;
  const home = homeOf(file);
  return JSON.stringify([path, currentFolder ?? home, root ?? home, env, args]);
}

function homeOf({ path }: ConfigurationFile): string {
  return posix.dirname(path).replace(/^\.$/, '');
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
