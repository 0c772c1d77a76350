import type { TargetConfiguration } from '../../nx/devkit.js';

type Dependency = NonNullable<TargetConfiguration['dependsOn']>[number];

/**
 * What a spec waits for: what the plain test target of its project waits for. A target of the project itself is named with the
 * project; one of its dependencies stays as it is, and then the project's own is among them: Nx counts it as a dependency of the
 * project that has the specs.
 */
export function inheritedDependencies(
  dependsOn: readonly Dependency[] | undefined,
  project: string,
): readonly Dependency[] {
  return (dependsOn ?? []).map((dependency): Dependency => {
    if (typeof dependency === 'string') return dependency.startsWith('^') ? dependency : ofProject(dependency, project);
    const { projects } = dependency;
    if (dependency.dependencies === true || projects === 'dependencies') return dependency;
    if (projects === undefined || projects === 'self') return { ...dependency, projects: [project] };
    return dependency;
  });
}

/** `build` is the project's own, `shop:build` is another one's. */
function ofProject(text: string, project: string): Dependency {
  const [other, ...target] = text.split(':');
  if (target.length === 0 || other === undefined) return { projects: [project], target: text };
  return { projects: [other], target: target.join(':') };
}
