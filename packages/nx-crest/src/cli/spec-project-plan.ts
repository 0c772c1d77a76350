import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { loadNx, type NxRuntime } from '../nx/load-nx.js';
import type { NxProjectGraph } from '../nx/nx-types.js';
import { findSpecProjects, type SpecProject } from '../nx/spec-projects.js';
import { normalizeOptions } from '../plugin/options.js';
import type { PlanArguments } from './arguments.js';
import { documentInWorkspace, planDocument } from './document-plan.js';
import type { PlanOutcome } from './plan-outcome.js';
import { withoutStdout } from './without-stdout.js';

/** Plans the document behind a spec project; without a name, the only one that the workspace has. */
export async function planSpecProject(args: PlanArguments, workspaceRoot: string): Promise<PlanOutcome> {
  const opened = await openWorkspace(workspaceRoot);
  if (!opened.graph) return { diagnostics: opened.diagnostics };
  const projects = findSpecProjects(opened.graph);
  const project = args.what === undefined ? onlyOne(projects) : projects.find(({ name }) => name === args.what);
  if (!project) return { diagnostics: [...opened.diagnostics, nothingToPlan(args.what, projects)] };
  const tag = args.tag ?? project.tag;
  // The targets were made without these edges; the plan has to say the same.
  const { without, diagnostics } = normalizeOptions(opened.nx?.readPluginOptions());
  const sameEdges = { ...args, byFormat: without };
  const place = documentInWorkspace(workspaceRoot, project.document);
  const outcome = await planDocument(place, tag === undefined ? sameEdges : { ...sameEdges, tag }, project);
  return { ...outcome, diagnostics: [...diagnostics, ...outcome.diagnostics] };
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
    return { nx, graph: await withoutStdout(() => nx.createProjectGraph()), diagnostics };
  } catch (error) {
    return { diagnostics: [...diagnostics, diagnostic('CREST406', { reason: reasonOf(error) })] };
  } finally {
    nx.close();
  }
}

/** Lines of a reason that are shown: Nx's first one often says only that there are errors. */
const REASON_LINES = 6;

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = [message, ...causesOf(error)].join('\n').split('\n');
  const told = [...new Set(lines.map((line) => line.trim()))].filter((line) => line !== '' && !line.startsWith('at '));
  return told.slice(0, REASON_LINES).join(' ');
}

/** Nx collects what went wrong in a list of its own. */
function causesOf(error: unknown): readonly string[] {
  const getErrors = (error as { readonly getErrors?: unknown } | undefined)?.getErrors; // any error may lack it
  if (typeof getErrors !== 'function') return [];
  const found: unknown = getErrors.call(error);
  return Array.isArray(found) ? found.map((one) => (one instanceof Error ? one.message : String(one))) : [];
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
