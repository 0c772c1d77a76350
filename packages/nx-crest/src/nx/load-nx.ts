import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { diagnostic, type Diagnostic } from '@nx-crest/core/model';
import { nxVersion, requireOrNothing } from './installed-nx.js';
import type { NxFile, NxFileMap, NxProjectGraph, NxProjectNode, NxTaskGraph, NxTaskTarget } from './nx-types.js';

/** What planning asks of Nx, found in the workspace's own Nx and checked to be there. Works with 22, 23 and 24. */
export interface NxRuntime {
  readonly version: string;
  createProjectGraph(): Promise<NxProjectGraph>;
  /** The task graph that `nx run-many` would make of these targets on these projects. */
  createTaskGraph(graph: NxProjectGraph, projects: readonly string[], targets: readonly string[]): NxTaskGraph;
  /** Project names that match the patterns of `--projects` (names, globs, `tag:x`, `!name`). */
  findProjects(patterns: readonly string[], nodes: Readonly<Record<string, NxProjectNode>>): readonly string[];
  /** The files of each project. */
  listFiles(graph: NxProjectGraph): Promise<NxFileMap>;
  /** Every file of the workspace that is not ignored, with the hash of its content; `undefined` where this Nx cannot say it. */
  listAllFiles(): Promise<readonly NxFile[] | undefined>;
  /** Mean durations of earlier runs in ms, by task id; nothing where this Nx keeps no history. */
  readTimings(targets: readonly NxTaskTarget[]): Promise<Readonly<Record<string, number>>>;
  /** What `nx.json` says under `options` of the plugin `nx-crest`. */
  readPluginOptions(): unknown;
  /** Lets go of the daemon's socket, which would keep the process alive. */
  close(): void;
}

/** Nx, or why it cannot be used; `diagnostics` may hold warnings beside a usable Nx. */
export interface LoadedNx {
  readonly nx?: NxRuntime;
  readonly diagnostics: readonly Diagnostic[];
}

type AnyFunction = (...args: unknown[]) => unknown;

const DEVKIT = 'nx/src/devkit-exports';
const TASK_GRAPH = 'nx/src/tasks-runner/create-task-graph';
const MATCHING = 'nx/src/utils/find-matching-projects';
const CONTEXT = 'nx/src/utils/workspace-context';
const HISTORY = 'nx/src/utils/task-history';
const DAEMON = 'nx/src/daemon/client/client';

/**
 * Loads Nx from the workspace, not from beside us: a global or linked `crest` must not bring a second Nx along.
 * Nx takes the workspace root from the current folder, so that must lie inside the workspace.
 */
export function loadNx(workspaceRoot: string): LoadedNx {
  const requireThere = createRequire(join(workspaceRoot, 'package.json'));
  const version = nxVersion(requireThere);
  if (version === undefined) return { diagnostics: [diagnostic('CREST405', {})] };

  const missing: string[] = [];
  const find = (module: string, name: string): AnyFunction => {
    const found = exportOf(requireThere, module, name);
    if (found === undefined) missing.push(`${module} (${name})`);
    return found ?? (() => undefined);
  };
  const createGraph = find(DEVKIT, 'createProjectGraphAsync');
  const createTasks = find(TASK_GRAPH, 'createTaskGraph');
  const parse = find(DEVKIT, 'parseJson'); // nx.json may hold comments
  const match = find(MATCHING, 'findMatchingProjects');
  if (missing.length > 0) {
    return { diagnostics: missing.map((name) => diagnostic('CREST404', { version, missing: name })) };
  }

  // Without the next two there is still a plan, with weaker estimates.
  const fileMap = find(DEVKIT, 'createProjectFileMapUsingProjectGraph');
  const getHistory = find(HISTORY, 'getTaskHistory');
  const nx: NxRuntime = {
    version,
    // The shapes that Nx returns are its contract; `nx-types.ts` says which parts of them we read.
    createProjectGraph: async () => (await createGraph({ exitOnError: false })) as NxProjectGraph,
    createTaskGraph: (graph, projects, targets) =>
      createTasks(graph, {}, [...projects], [...targets], undefined, {}) as NxTaskGraph,
    findProjects: (patterns, nodes) => match([...patterns], nodes) as readonly string[],
    listFiles: async (graph) => ((await fileMap(graph)) ?? {}) as NxFileMap,
    listAllFiles: async () => {
      const list = exportOf(requireThere, CONTEXT, 'getAllFileDataInContext');
      return list && ((await list(workspaceRoot)) as readonly NxFile[]);
    },
    readTimings: (targets) => readTimings(getHistory, targets),
    readPluginOptions: () => crestOptions(parse(readFileSync(join(workspaceRoot, 'nx.json'), 'utf8'))),
    close: () => {
      const client = requireOrNothing(requireThere, DAEMON)?.['daemonClient'];
      call(client, 'reset');
    },
  };
  return { nx, diagnostics: missing.map((name) => weaker(diagnostic('CREST404', { version, missing: name }))) };
}

async function readTimings(
  getHistory: AnyFunction,
  targets: readonly NxTaskTarget[],
): Promise<Readonly<Record<string, number>>> {
  try {
    // Null where the database is off (NX_DISABLE_DB) or Nx runs as WebAssembly.
    const timings = await call(getHistory(), 'getEstimatedTaskTimings', [...targets]);
    return (timings ?? {}) as Readonly<Record<string, number>>; // task id → ms, on all three majors
  } catch {
    return {}; // a history that cannot be read is none: the estimates show where they come from
  }
}

/** What a parsed `nx.json` says under `options` of the plugin `nx-crest`. */
export function crestOptions(nxJson: unknown): unknown {
  const plugins = (nxJson as { readonly plugins?: unknown } | undefined)?.plugins; // any object may lack the field
  if (!Array.isArray(plugins)) return undefined;
  const entry: unknown = plugins.find((plugin: unknown) => isObject(plugin) && plugin['plugin'] === 'nx-crest');
  return isObject(entry) ? entry['options'] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function exportOf(requireThere: NodeJS.Require, module: string, name: string): AnyFunction | undefined {
  const found = requireOrNothing(requireThere, module)?.[name];
  return typeof found === 'function' ? (found as AnyFunction) : undefined; // checked just before
}

function call(owner: unknown, method: string, ...args: unknown[]): unknown {
  const found = (owner as Record<string, unknown> | null | undefined)?.[method];
  return typeof found === 'function' ? (found as AnyFunction).apply(owner, args) : undefined;
}

/** The plan goes on without it, so it is worth a warning only. */
function weaker(found: Diagnostic): Diagnostic {
  return { ...found, severity: 'warning' };
}
