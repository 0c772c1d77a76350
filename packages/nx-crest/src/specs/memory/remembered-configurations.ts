import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { LOCK_FILES } from '../lock-files.js';
import type { RunnerConfiguration } from '../runner-configuration.js';
import { readEntries, writeEntries } from './stored-json.js';

/** What was looked at while a configuration was read. Paths from the workspace root. */
export interface ConfigurationReads {
  readonly reads: readonly string[];
  readonly lists: readonly string[];
  readonly trees: readonly string[];
  readonly probes: readonly string[];
  readonly variables: readonly string[];
  /** Variables that code of the workspace asked for. */
  readonly wanted: readonly string[];
}

/** Configurations as they were resolved, each as long as nothing changes of what was looked at for it. */
export interface RememberedConfigurations {
  readonly get: (name: string, env?: NodeJS.ProcessEnv) => readonly RunnerConfiguration[] | undefined;
  readonly set: (
    name: string,
    reads: ConfigurationReads,
    configurations: readonly RunnerConfiguration[],
    env?: NodeJS.ProcessEnv,
  ) => void;
  /** Keeps it for the next process. */
  readonly save: () => void;
}

interface Entry {
  readonly reads: ConfigurationReads;
  readonly state: string;
  readonly configurations: readonly RunnerConfiguration[];
}

/** Where configurations are read. */
export interface ConfigurationSurroundings {
  readonly workspaceRoot: string;
  readonly files: WorkspaceFiles;
  readonly env: NodeJS.ProcessEnv;
}

/** What differs between processes, and decides nothing in a configuration. */
const VOLATILE =
  /^(NX_|npm_|CREST_|JEST_WORKER_ID|VITEST|TEST$|NODE_ENV$|PATH$|PWD$|OLDPWD$|SHLVL$|_$|TERM|COLUMNS$|LINES$|FORCE_COLOR$|NO_COLOR$|DEBUG|NODE_(OPTIONS|DEBUG|V8_COVERAGE|CHANNEL)|TMP|TEMP|HOME$|USER)/;

/** With a folder, what earlier processes resolved is known, and what this one resolves will be. */
export function rememberedConfigurations(
  folder: string | undefined,
  surroundings: ConfigurationSurroundings,
): RememberedConfigurations {
  const file = folder === undefined ? undefined : join(folder, 'nx-crest-configurations.json');
  const known = readEntries<Entry>(file);
  let isChanged = false;
  return {
    get: (name, env = surroundings.env) => {
      const entry = known[name];
      return entry && entry.state === stateOf(entry.reads, { ...surroundings, env }) ? entry.configurations : undefined;
    },
    set: (name, reads, configurations, env = surroundings.env) => {
      const named = configurations.flatMap((one) => [one.configFile, ...one.configFiles]);
      const lasting = {
        ...reads,
        reads: [...new Set([...reads.reads, ...named])].sort(),
        variables: [...reads.variables.filter((variable) => !VOLATILE.test(variable)), ...reads.wanted],
      };
      known[name] = { reads: lasting, state: stateOf(lasting, { ...surroundings, env }), configurations };
      isChanged = true;
    },
    save: () => {
      if (isChanged) writeEntries(file, known);
      isChanged = false;
    },
  };
}

/** A hash of all that was looked at, as it is now. */
function stateOf(looked: ConfigurationReads, { workspaceRoot, files, env }: ConfigurationSurroundings): string {
  const hash = createHash('sha256');
  const add = (...parts: readonly (string | undefined)[]): void => {
    for (const part of parts) hash.update(part ?? '\u0001').update('\0');
  };
  add(workspaceRoot, process.version, process.platform);
  // Lock files say which versions of runners and presets are installed.
  for (const path of LOCK_FILES) add(path, files.hashOf(path));
  for (const path of looked.reads) add('read', path, files.hashOf(path) ?? files.contentHash(path));
  for (const path of looked.probes) add('probe', path, String(existsSync(join(workspaceRoot, path))));
  for (const name of looked.variables) add('variable', name, env[name]);
  // As they are on the disk: what is ignored is listed, too.
  for (const folder of looked.lists) add('list', folder, ...namesIn(join(workspaceRoot, folder)));
  if (looked.trees.length === 0) return hash.digest('hex');
  for (const path of files.paths) {
    if (looked.trees.some((tree) => tree === '' || path.startsWith(`${tree}/`))) add('tree', path);
  }
  return hash.digest('hex');
}

/** Without what runners make for a moment. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.includes('.timestamp-'))
      .sort();
  } catch {
    return [];
  }
}
