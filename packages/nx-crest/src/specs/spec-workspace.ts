import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import type { NxFile, NxProjectGraph } from '../nx/nx-types.js';
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
  const projects = Object.values(projectGraph.nodes).map(({ data }) => data);
  return {
    ...{ workspaceRoot, files, observed },
    projectOf: projectFinder(projects),
    installed: installedPackages(workspaceRoot),
    configured: configuredFiles(projects, files),
  };
}
