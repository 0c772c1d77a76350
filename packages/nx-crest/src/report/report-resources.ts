import type { Resource } from '@nx-crest/core';
import type { ReadInput } from './report-input.js';
import type { ReportResource } from './plan-report.js';
import { resourceKey } from './resource-key.js';

/**
 * What limits the tasks: what the workspace declares, and what was asked for. That wins where both have the same name, and the
 * same unit.
 */
export function limitingResources(
  { resources: declared = [] }: Pick<ReadInput, 'resources'>,
  asked: readonly Resource[],
): readonly Resource[] {
  const askedFor = new Map(asked.map((one) => [resourceKey(one.name), one]));
  const keys = new Set(declared.map(({ name }) => resourceKey(name)));
  return [
    ...declared.map((one) => {
      const other = askedFor.get(resourceKey(one.name));
      return other?.unit === one.unit ? { ...one, capacity: other?.capacity ?? one.capacity } : one;
    }),
    ...asked.filter(({ name }) => !keys.has(resourceKey(name))),
  ];
}

/**
 * Each resource with the tasks that take it, in the order of the report: those of which it is stated, and those whose
 * assignee or label is called like it.
 */
export function resourceTakers(
  items: ReadInput['items'],
  resources: readonly Resource[],
): readonly (ReportResource & Resource)[] {
  if (resources.length === 0) return [];
  const wanted = items.map(({ id, planned, roles, demands = [] }) => ({
    id,
    keys: new Set(planned ? roles.map(resourceKey) : []),
    names: new Set(planned ? demands.map(({ resource }) => resource) : []),
  }));
  return resources.map((resource) => {
    const key = resourceKey(resource.name);
    const tasks = wanted.filter(({ keys, names }) => keys.has(key) || names.has(resource.name)).map(({ id }) => id);
    return { ...resource, tasks };
  });
}
