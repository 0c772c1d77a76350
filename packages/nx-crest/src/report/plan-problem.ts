import {
  closestId,
  compareText,
  diagnostic,
  schedulingProblem,
  type CheckedProblem,
  type Diagnostic,
  type Resource,
  type TaskNeeds,
} from '@nx-crest/core';
import type { ReadInput, ReportInput, ReportItem } from './report-input.js';
import type { ReportResource } from './plan-report.js';
import { resourceKey } from './resource-key.js';

/**
 * What there is to schedule, for any number of workers: tasks that name the same file never run at once, and a task takes
 * one of each resource that is called like its assignee or one of its labels. `CREST106` for a task that could never
 * start, `CREST410` for a resource that no task needs.
 */
export function planProblem(input: ReportInput, resources: readonly Resource[]): CheckedProblem {
  const { graph, items, nodes } = input;
  const takers = resourceTakers(items, resources);
  const resourcesOf = new Map<string, string[]>();
  for (const { name, tasks } of takers)
    for (const id of tasks) resourcesOf.set(id, [...(resourcesOf.get(id) ?? []), name]);

  const needs = new Map<number, TaskNeeds>();
  for (const item of items) {
    const index = graph.indexOf.get(item.id);
    const demands = (resourcesOf.get(item.id) ?? []).map((resource) => ({ resource, amount: 1 }));
    if (index === undefined || !item.planned || demands.length + item.resources.length === 0) continue;
    needs.set(index, { demands, mutexes: item.resources });
  }
  const checked = schedulingProblem(graph, { resources, needs, spanOf: (index) => nodes[index]?.span });
  return { ...checked, diagnostics: [...unusedResources(takers, items), ...checked.diagnostics] };
}

/** Each resource with the tasks that take one of it, in the order of the report. */
export function resourceTakers(items: ReadInput['items'], resources: readonly Resource[]): readonly ReportResource[] {
  if (resources.length === 0) return [];
  const keysOf = items.map(({ id, planned, roles }) => ({
    id,
    keys: planned ? new Set(roles.map(resourceKey)) : NOTHING,
  }));
  return resources.map(({ name, capacity }) => {
    const key = resourceKey(name);
    return { name, capacity, tasks: keysOf.filter(({ keys }) => keys.has(key)).map(({ id }) => id) };
  });
}

const NOTHING: ReadonlySet<string> = new Set();

function unusedResources(takers: readonly ReportResource[], items: readonly ReportItem[]): readonly Diagnostic[] {
  const unused = takers.filter(({ tasks }) => tasks.length === 0);
  if (unused.length === 0) return [];
  const roles = new Set(items.filter(({ planned }) => planned).flatMap((item) => item.roles));
  const known = [...roles].sort(compareText);
  return unused.map(({ name }) => diagnostic('CREST410', { name, known: closestFirst(name, known) }));
}

function closestFirst(name: string, known: readonly string[]): readonly string[] {
  const closest = closestId(name, known);
  return closest === undefined ? known : [closest, ...known.filter((other) => other !== closest)];
}
