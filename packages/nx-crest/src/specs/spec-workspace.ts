import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import type { NxFile, NxProjectGraph } from '../nx/nx-types.js';
import { taskEnvironment } from '../nx/task-environment.js';
import { configuredFiles } from './configured-files.js';
import type { ConfigurationFile } from './find-configurations.js';
import { installedPackages, type InstalledPackages } from './installed-packages.js';
import { nxWorkspaceFiles } from './nx-workspace-files.js';
import type { ObservedInputs } from './observed-inputs.js';
import { projectFinder } from './project-finder.js';

/** The workspace in which specs lie. */
export interface SpecWorkspace {
  readonly workspaceRoot: string;
  readonly files: WorkspaceFiles;
  /** The root of the project that owns a file. */
  readonly projectOf: (path: string) => string | undefined;
  readonly observed: ObservedInputs;
  readonly installed: InstalledPackages;
  /** The configurations of runners that targets name. */
  readonly configured: readonly ConfigurationFile[];
  /** The environment in which a target starts a configuration, with the `.env` files of its project. */
  readonly environmentOf: (file: ConfigurationFile) => NodeJS.ProcessEnv;
}

/** The workspace as Nx has found it. */
export function specWorkspace({
  workspaceRoot,
  listed,
  projectGraph,
  observed,
}: {
  readonly workspaceRoot: string;
  readonly listed: readonly NxFile[];
  readonly projectGraph: Pick<NxProjectGraph, 'nodes'>;
  readonly observed: ObservedInputs;
}): SpecWorkspace {
  const files = nxWorkspaceFiles(listed, workspaceRoot);
  const nodes = Object.values(projectGraph.nodes);
  const projects = nodes.map(({ data }) => data);
  const projectOf = projectFinder(projects);
  const nameAt = new Map(nodes.map(({ name, data: { root } }) => [root === '.' ? '' : root, name]));
  return {
    ...{ workspaceRoot, files, observed },
    projectOf,
    installed: installedPackages(workspaceRoot),
    configured: configuredFiles(projects, files),
    environmentOf: ({ path, target = 'test' }) => {
      const project = nameAt.get(projectOf(path) ?? '\0');
      return project === undefined ? process.env : taskEnvironment({ project, target }, projectGraph, workspaceRoot);
    },
  };
}
