import type { ProjectConfiguration, TargetConfiguration } from '../../nx/devkit.js';
import { companionOf } from './companion-project.js';

type Dependency = NonNullable<TargetConfiguration['dependsOn']>[number];

/** What is known when dependencies are asked for. */
export interface DependencySources {
  readonly projects: Readonly<Record<string, ProjectConfiguration>>;
  /** Names of projects by their roots. */
  readonly nameAt: ReadonlyMap<string, string>;
  /** The projects on which a project depends, by its sources and what they name. */
  readonly dependenciesOf: (project: string) => readonly string[];
}

/**
 * The projects on which a companion project depends: the one whose specs it has. `^build` then means the `build` of that project,
 * which mostly waits for those that it depends on itself. Where it does not, the companion depends on these, too.
 */
export function companionDependencies(
  companion: ProjectConfiguration,
  { projects, nameAt, dependenciesOf }: DependencySources,
): readonly string[] {
  const found = companionOf(companion);
  const owner = found && nameAt.get(found.projectRoot || '.');
  if (owner === undefined) return [];
  const { targets = {}, implicitDependencies = [] } = projects[owner] ?? {};
  const ends = upstreamTargets(companion).some(
    (name) =>
      targets[name] !== undefined && !(targets[name].dependsOn ?? []).some((one) => upstreamTarget(one) === name),
  );
  if (!ends) return [owner];
  const named = implicitDependencies.filter((name) => name in projects);
  return [...new Set([owner, ...named, ...dependenciesOf(owner)])].sort();
}

function upstreamTargets({ targets = {} }: ProjectConfiguration): readonly string[] {
  const all = Object.values(targets).flatMap(({ dependsOn = [] }) =>
    dependsOn.flatMap((one) => upstreamTarget(one) ?? []),
  );
  return [...new Set(all)];
}

/** The target that is meant by `^build` and its longer form. */
function upstreamTarget(dependency: Dependency): string | undefined {
  if (typeof dependency === 'string') return dependency.startsWith('^') ? dependency.slice(1) : undefined;
  return dependency.dependencies === true || dependency.projects === 'dependencies' ? dependency.target : undefined;
}
