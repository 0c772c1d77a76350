import { createHash } from 'node:crypto';
import { specDigest, type InstalledPackage, type ModuleGraph, type SpecInputs } from '@nx-crest/analyzer/test-specs';
import type { NxProjectGraph } from '../nx/nx-types.js';
import { peersOf, versionAt } from './installed-packages.js';
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
const KEY_FORMAT = '1';
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
        seesSources: checksTypes || readsSources,
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

function packagesOf(
  installed: readonly InstalledPackage[],
  { workspace, projectGraph }: KeyContext,
): readonly string[] {
  const { files, workspaceRoot } = workspace;
  const wholeLockFile = () => {
    const texts = LOCK_FILES.map((path) => files.read(path) ?? '');
    return createHash('sha256').update(texts.join('\0')).digest('hex');
  };
  const withPeers = [...installed, ...installed.flatMap(({ folder }) => peersOf(folder, workspaceRoot))];
  const versions = withPeers.map(({ name, folder }) => ({ name, version: versionAt(folder, workspaceRoot) }));
  const patches = files.paths.filter((path) => /^(\.yarn\/)?patches\//.test(path));
  const nested = nestedLockFiles(
    withPeers.map(({ folder }) => folder),
    files,
  );
  return [
    ...lockedPackages(versions, projectGraph, wholeLockFile),
    ...[...patches, ...nested].map((path) => `${path} ${files.hashOf(path) ?? ''}`),
  ];
}
