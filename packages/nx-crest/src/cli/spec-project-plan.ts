import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { loadNx, type NxRuntime } from '../nx/load-nx.js';
import type { NxProjectGraph } from '../nx/nx-types.js';
import { findSpecProjects, type SpecProject } from '../nx/spec-projects.js';
import { normalizeOptions } from '../plugin/options.js';
import type { PlanArguments } from './arguments.js';
import { documentInWorkspace, planDocument } from './document-plan.js';
import type { PlanOutcome } from './plan-outcome.js';

/** Plans the document behind a spec project; without a name, the only one that the workspace has. */
export async function planSpecProject(args: PlanArguments, workspaceRoot: string): Promise<PlanOutcome> {
  const opened = await openWorkspace(workspaceRoot);
  if (!opened.graph) return { diagnostics: opened.diagnostics };
  const projects = findSpecProjects(opened.graph);
  const project = args.what === undefined ? onlyOne(projects) : projects.find(({ name }) => name === args.what);
  if (!project) return { diagnostics: [...opened.diagnostics, nothingToPlan(args.what, projects)] };
  const tag = args.tag ?? project.tag;
  // The targets were made without these edges; the plan has to say the same.
  const { without } = normalizeOptions(opened.nx?.readPluginOptions());
  const sameEdges = { ...args, without: [...new Set([...args.without, ...without])] };
  const place = documentInWorkspace(workspaceRoot, project.document);
  return planDocument(place, tag === undefined ? sameEdges : { ...sameEdges, tag }, project);
}

/** The workspace's Nx and project graph, or why there is none. */
export async function openWorkspace(workspaceRoot: string): Promise<{
  readonly nx?: NxRuntime;
  readonly graph?: NxProjectGraph;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { nx, diagnostics } = loadNx(workspaceRoot);
  if (!nx) return { diagnostics };
  try {
    return { nx, graph: await nx.createProjectGraph(), diagnostics };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.trim().split('\n')[0] ?? '';
    return { diagnostics: [...diagnostics, diagnostic('CREST406', { reason })] };
  } finally {
    nx.close();
  }
}

function onlyOne(projects: readonly SpecProject[]): SpecProject | undefined {
  return projects.length === 1 ? projects[0] : undefined;
}

function nothingToPlan(what: string | undefined, projects: readonly SpecProject[]): Diagnostic {
  const names = projects.map(({ name }) => name);
  if (what === undefined && names.length > 0) return diagnostic('CREST408', { names });
  const known = names.length === 0 ? 'this workspace has no spec project' : `spec projects are ${names.join(', ')}`;
  const wanted = what === undefined ? known : `"${what}" is neither a document nor a spec project; ${known}`;
  return diagnostic('CREST403', { wanted });
}
