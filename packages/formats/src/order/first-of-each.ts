import type { PlanDependency } from '@nx-crest/core';

/** Of several dependencies on the same task or group, the first: stated ones stand in front. */
export function firstOfEach(dependencies: readonly PlanDependency[]): readonly PlanDependency[] {
  const seen = new Map<string, PlanDependency>();
  for (const dependency of dependencies) if (!seen.has(dependency.on)) seen.set(dependency.on, dependency);
  return [...seen.values()];
}
