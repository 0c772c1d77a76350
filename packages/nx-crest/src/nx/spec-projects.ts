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

const EXECUTOR = 'nx-crest:spec-task';

/** The projects that this plugin made of planning documents, sorted by name. */
export function findSpecProjects(graph: NxProjectGraph): readonly SpecProject[] {
  const found = Object.entries(graph.nodes).flatMap(([name, node]) => specProject(name, node) ?? []);
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function specProject(name: string, node: NxProjectNode): SpecProject | undefined {
  const targets = new Map<string, string>();
  let place: { document: string; tag?: string } | undefined;
  for (const [target, { executor, options }] of Object.entries(node.data.targets ?? {})) {
    if (executor !== EXECUTOR || typeof options?.['document'] !== 'string') continue;
    const { document, tag, task } = options;
    place ??= typeof tag === 'string' ? { document, tag } : { document };
    if (typeof task === 'string') targets.set(task, target);
  }
  return place && { name, ...place, targets };
}
