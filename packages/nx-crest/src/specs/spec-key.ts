import { createHash } from 'node:crypto';
import {
  specDigest,
  type InstalledPackage,
  type ModuleGraph,
  type SpecInputs,
  type WorkspaceFiles,
} from '@nx-crest/analyzer/test-specs';
import type { NxProjectGraph } from '../nx/nx-types.js';
import type { InstalledPackages } from './installed-packages.js';
import { LOCK_FILES, nestedLockFiles } from './lock-files.js';
import { lockedPackages } from './locked-packages.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import type { SpecWorkspace } from './spec-workspace.js';

/** What the key of a spec is made of, besides its inputs. */
export interface KeyContext {
  readonly configuration: RunnerConfiguration;
  readonly graph: ModuleGraph;
  readonly workspace: SpecWorkspace;
  readonly projectGraph: Pick<NxProjectGraph, 'externalNodes' | 'dependencies'>;
  readonly env: NodeJS.ProcessEnv;
  /** What is added to the command with which the runner is started. */
  readonly args?: readonly string[];
}

/** Keys that are made otherwise must not meet. */
const KEY_FORMAT = '2';
/** Variables that decide how every test runs, whether or not somebody names them. */
const ALWAYS = [
  ...['CI', 'NODE_ENV', 'BABEL_ENV', 'NODE_OPTIONS', 'NODE_PATH', 'BROWSERSLIST', 'BROWSERSLIST_ENV'],
  ...['TZ', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'FORCE_COLOR', 'NO_COLOR'],
];

/**
 * The key under which the result of a spec may be kept and found, on any machine: everything in its inputs, the resolved
 * configuration, Node, the platform, and packages by their locked versions.
 */
export function specKey(spec: string, inputs: SpecInputs, context: KeyContext): string {
  const { configuration, graph, workspace, env } = context;
  const { runner, version, configFile, name, settings, resolution, currentFolder, checksTypes, readsSources } =
    configuration;
  const environment = environmentOf(inputs);
  return specDigest(
    { ...inputs, environment },
    {
      graph,
      files: workspace.files,
      context: {
        ...{ checksTypes, readsSources },
        variable: (variable) => env[variable],
        besides: [
          ...[
            KEY_FORMAT,
            spec,
            process.version,
            process.platform,
            process.arch,
            runner,
            version,
            configFile,
            name,
            currentFolder,
          ],
          ...[
            JSON.stringify(context.args ?? []),
            settings,
            JSON.stringify(resolution).replaceAll(workspace.workspaceRoot, '<root>'),
          ],
          ...packagesOf(inputs.packages, context),
        ],
      },
    },
  );
}

/** The variables that count: those that are named, and those that decide how every test runs. */
export function environmentOf({ environment }: Pick<SpecInputs, 'environment'>): readonly string[] {
  return [...new Set([...environment, ...ALWAYS])].sort();
}

/** Packages by their locked versions, each with all that it needs; the same packages are asked for by many specs. */
function packagesOf(
  packages: readonly InstalledPackage[],
  { workspace: { files, installed }, projectGraph }: KeyContext,
): readonly string[] {
  const known = memoOf(packagesByGraph, projectGraph);
  const id = packages.map(({ folder }) => folder).join('\0');
  const found = known.get(id) ?? lockedVersions(packages, installed, { files, projectGraph });
  known.set(id, found);
  return [...found, ...patchesIn(files)];
}

const packagesByGraph = new WeakMap<KeyContext['projectGraph'], Map<string, readonly string[]>>();
const patchesByFiles = new WeakMap<WorkspaceFiles, readonly string[]>();

function memoOf<K extends object, V>(memos: WeakMap<K, Map<string, V>>, owner: K): Map<string, V> {
  const memo = memos.get(owner) ?? new Map<string, V>();
  memos.set(owner, memo);
  return memo;
}

function lockedVersions(
  packages: readonly InstalledPackage[],
  { peersOf, versionAt }: InstalledPackages,
  { files, projectGraph }: { files: WorkspaceFiles; projectGraph: KeyContext['projectGraph'] },
): readonly string[] {
  const wholeLockFile = () => {
    const texts = LOCK_FILES.map((path) => files.read(path) ?? '');
    return createHash('sha256').update(texts.join('\0')).digest('hex');
  };
  const withPeers = [...packages, ...packages.flatMap(({ folder }) => peersOf(folder))];
  const versions = withPeers.map(({ name, folder }) => ({ name, version: versionAt(folder) }));
  const nested = nestedLockFiles(
    withPeers.map(({ folder }) => folder),
    files,
  );
  return [
    ...lockedPackages(versions, projectGraph, wholeLockFile),
    ...nested.map((path) => `${path} ${files.hashOf(path) ?? ''}`),
  ];
}

/** Packages that are changed after they are installed. */
function patchesIn(files: WorkspaceFiles): readonly string[] {
  const known = patchesByFiles.get(files);
  if (known) return known;
  const patches = files.paths.filter((path) => /^(\.yarn\/)?patches\//.test(path));
  const found = patches.map((path) => `${path} ${files.hashOf(path) ?? ''}`);
  patchesByFiles.set(files, found);
  return found;
}
