import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isFunction, requireOrNothing } from './installed-nx.js';

const BUILD = 'nx/src/plugins/js/project-graph/build-dependencies/build-dependencies';

/** What a plugin is given when it is asked for dependencies; the parts that are read, the same on 22, 23 and 24. */
export interface DependenciesContext {
  readonly workspaceRoot: string;
  readonly fileMap: { readonly projectFileMap: Readonly<Record<string, unknown>> };
  readonly projects: Readonly<Record<string, unknown>>;
}

/**
 * The projects on which the sources and the `package.json` of a project depend, as Nx itself finds them; sorted. It keeps them from
 * other plugins until there is a graph, so they are found a second time. Nothing where this Nx cannot say it.
 */
export function sourceDependencies(project: string, context: DependenciesContext): readonly string[] {
  const requireThere = createRequire(join(context.workspaceRoot, 'package.json'));
  const build = requireOrNothing(requireThere, BUILD)?.['buildExplicitDependencies'];
  if (!isFunction(build)) return [];
  const own = { projectFileMap: { [project]: context.fileMap.projectFileMap[project] ?? [] }, nonProjectFiles: [] };
  try {
    const found = build({}, { ...context, filesToProcess: own }) as readonly { readonly target: string }[]; // see above
    return [...new Set(found.map(({ target }) => target))].filter((target) => target in context.projects).sort();
  } catch {
    return []; // Nx itself fails at the same, and tells it
  }
}
