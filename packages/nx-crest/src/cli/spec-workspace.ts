import type { Diagnostic } from '@nx-crest/core';
import type { NxRuntime } from '../nx/load-nx.js';
import type { NxProjectGraph } from '../nx/nx-types.js';
import { configuredFiles } from '../specs/configured-files.js';
import { nxWorkspaceFiles } from '../specs/nx-workspace-files.js';
import { readObservedInputs } from '../specs/observed-inputs.js';
import { projectFinder } from '../specs/project-finder.js';
import type { SpecWorkspace } from '../specs/spec-workspace.js';

/** The workspace, its project graph, and what is wrong with what was observed in it. */
export interface FoundSpecWorkspace {
  readonly workspace: SpecWorkspace;
  readonly projectGraph: NxProjectGraph;
  readonly diagnostics: readonly Diagnostic[];
}

/** The workspace as Nx sees it now, for questions about test specs. */
export async function specWorkspace(nx: NxRuntime, workspaceRoot: string): Promise<FoundSpecWorkspace> {
  const projectGraph = await nx.createProjectGraph();
  const { nodes } = projectGraph;
  const files = nxWorkspaceFiles(await nx.listAllFiles(), workspaceRoot);
  const { inputs, diagnostics } = readObservedInputs(workspaceRoot);
  const workspace = {
    workspaceRoot,
    files,
    projectOf: projectFinder(nodes),
    observed: inputs,
    configured: configuredFiles(nodes),
  };
  return { workspace, projectGraph, diagnostics };
}
