import { diagnostic, hasErrors, type Diagnostic } from '@nx-crest/core';
import type { NxProjectGraph } from '../nx/nx-types.js';
import { readObservedInputs } from '../specs/observed-inputs.js';
import { specWorkspace, type SpecWorkspace } from '../specs/spec-workspace.js';
import { openWorkspace } from './spec-project-plan.js';

/** The workspace and its project graph, where they can be seen, and all that is wrong. */
export interface FoundSpecWorkspace {
  readonly found?: { readonly workspace: SpecWorkspace; readonly projectGraph: NxProjectGraph };
  readonly diagnostics: readonly Diagnostic[];
}

/** The workspace as Nx sees it now, for questions about test specs. */
export async function openSpecWorkspace(workspaceRoot: string): Promise<FoundSpecWorkspace> {
  const { inputs, diagnostics: observations } = readObservedInputs(workspaceRoot);
  const { nx, graph: projectGraph, diagnostics: ofNx } = await openWorkspace(workspaceRoot);
  const diagnostics = [...ofNx, ...observations];
  if (!nx || !projectGraph || hasErrors(diagnostics)) return { diagnostics };
  try {
    const listed = await nx.listAllFiles();
    if (listed === undefined)
      return { diagnostics: [diagnostic('CREST404', { version: nx.version, missing: 'getAllFileDataInContext' })] };
    const workspace = specWorkspace({ workspaceRoot, listed, projectGraph, observed: inputs });
    return { found: { workspace, projectGraph }, diagnostics };
  } finally {
    nx.close();
  }
}
