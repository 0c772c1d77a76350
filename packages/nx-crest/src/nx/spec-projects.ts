import { compareText } from '@nx-crest/core/model';
import type { NxProjectGraph, NxProjectNode } from './nx-types.js';

/** A planning document as Nx knows it: one project. */
export interface SpecProject {
  readonly name: string;
  /** Path from the workspace root. */
  readonly document: string;
  /** The tag, where one file holds several plans. */
  readonly tag?: string;
  /** Target names by task id. */
  readonly targets: ReadonlyMap<string, string>;
}

/** The projects that this plugin made of planning documents, sorted by name. It marks them in their metadata. */
export function findSpecProjects(graph: NxProjectGraph): readonly SpecProject[] {
  const found = Object.entries(graph.nodes).flatMap(([name, node]) => specProject(name, node) ?? []);
  return found.sort((a, b) => compareText(a.name, b.name));
}

function specProject(name: string, { data }: NxProjectNode): SpecProject | undefined {
  const place = crestOf(data.metadata);
  if (typeof place?.['document'] !== 'string') return undefined;
  const targets = new Map<string, string>();
  for (const [target, { metadata }] of Object.entries(data.targets ?? {})) {
    const node = crestOf(metadata);
    if (node?.['kind'] === 'task' && typeof node['id'] === 'string') targets.set(node['id'], target);
  }
  const tag = typeof place['tag'] === 'string' ? { tag: place['tag'] } : {};
  return { name, document: place['document'], ...tag, targets };
}

function crestOf(metadata: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> | undefined {
  const crest = metadata?.['crest'];
  return typeof crest === 'object' && crest !== null ? (crest as Record<string, unknown>) : undefined; // checked here
}
