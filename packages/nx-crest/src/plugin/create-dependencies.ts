import { compareText } from '@nx-crest/core/model';
import { DependencyType, type CreateDependencies, type ProjectConfiguration } from '../nx/devkit.js';
import { toWorkspacePath } from '../run/workspace-path.js';
import { plannedNode, specPlace } from './spec-project.js';
import { sourceDependencies } from '../nx/source-dependencies.js';
import { companionDependencies } from './test-specs/companion-dependencies.js';
import { companionOf } from './test-specs/companion-project.js';

/** A dependency of one project on another, by name. */
export interface ProjectDependency {
  readonly source: string;
  readonly target: string;
  /** A project that owns no file cannot prove its dependencies with one; only this type needs no proof. */
  readonly type: DependencyType.implicit;
}

/**
 * A plan depends on the projects whose files its tasks name, and specs that are tasks on the project in which they lie, so that
 * `nx graph` and `nx affected` see them together.
 */
export const createDependencies: CreateDependencies = (_options, context) => [
  ...projectDependencies(context.projects, (project) => sourceDependencies(project, context)),
];

/**
 * From the metadata of the targets, without a second look at the documents. A file belongs to the project with the
 * longest root above it; the workspace's root project, which would own everything, does not count.
 *
 * *Complexity*: linear in the files and their path lengths. *Ties*: sorted by source, then target.
 */
export function projectDependencies(
  projects: Readonly<Record<string, ProjectConfiguration>>,
  dependenciesOf: (project: string) => readonly string[],
): readonly ProjectDependency[] {
  const nameAt = new Map<string, string>();
  for (const [name, project] of Object.entries(projects)) {
    if (specPlace(project) === undefined && project.root !== '.' && project.root !== '') nameAt.set(project.root, name);
  }
  const all = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  return Object.entries(projects)
    .flatMap(([source, project]) => {
      const targets = companionOf(project)
        ? companionDependencies(project, { projects, nameAt: all, dependenciesOf })
        : specPlace(project)
          ? [...ownersOf(project, nameAt)].sort()
          : [];
      return targets.map((target) => ({ source, target, type: DependencyType.implicit as const }));
    })
    .sort((a, b) => compareText(a.source, b.source));
}

function ownersOf({ targets = {} }: ProjectConfiguration, nameAt: ReadonlyMap<string, string>): ReadonlySet<string> {
  const owners = new Set<string>();
  for (const target of Object.values(targets)) {
    for (const file of plannedNode(target)?.files ?? []) {
      const owner = ownerOf(toWorkspacePath(file) ?? '', nameAt);
      if (owner !== undefined) owners.add(owner);
    }
  }
  return owners;
}

function ownerOf(path: string, nameAt: ReadonlyMap<string, string>): string | undefined {
  for (let root = path; root !== ''; root = root.slice(0, Math.max(0, root.lastIndexOf('/')))) {
    const name = nameAt.get(root);
    if (name !== undefined) return name;
  }
  return undefined;
}
