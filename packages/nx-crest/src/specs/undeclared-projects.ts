import { compareText } from '@nx-crest/core/model';
import type { NxProjectGraph } from '../nx/nx-types.js';
import { projectFinder } from './project-finder.js';

/** A project that a spec observes although its own does not depend on it. */
export interface UndeclaredProject {
  readonly project: string;
  /** The first file of it that is observed. */
  readonly path: string;
}

/**
 * The projects that own some of these files, and on which the spec's own project does not depend, directly or not: `nx affected`
 * does not know that a change there concerns the spec. Files of the workspace's root project do not count.
 *
 * *Complexity*: O(files × projects + dependencies).
 */
export function undeclaredProjects(
  spec: string,
  files: readonly string[],
  { nodes, dependencies = {} }: Pick<NxProjectGraph, 'nodes' | 'dependencies'>,
): readonly UndeclaredProject[] {
  const rootOf = projectFinder(Object.values(nodes).map(({ data }) => data));
  const nameAt = new Map(Object.values(nodes).map(({ name, data }) => [data.root === '.' ? '' : data.root, name]));
  const nameOf = (path: string): string | undefined => {
    const root = rootOf(path);
    return root === undefined || root === '' ? undefined : nameAt.get(root);
  };
  const own = nameOf(spec);
  const declared = new Set(own === undefined ? [] : [own]);
  for (const name of declared) for (const { target } of dependencies[name] ?? []) declared.add(target); // goes on with what is added
  const found = new Map<string, string>();
  for (const path of [...files].sort(compareText)) {
    const project = nameOf(path);
    if (project !== undefined && !declared.has(project) && !found.has(project)) found.set(project, path);
  }
  return [...found].map(([project, path]) => ({ project, path }));
}
