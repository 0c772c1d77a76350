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
import type { ReportInput, ReportItem } from './report-input.js';
import { limitingResources, resourceTakers } from './report-resources.js';

/**
 * What there is to schedule, for any number of workers: tasks that name the same file never run at once, and a task takes
 * what is stated of it, and one of each resource that is called like its assignee or one of its labels. `CREST106` for a
 * task that could never start, `CREST410` for a resource that was asked for and that no task needs.
 */
export function planProblem(input: ReportInput, asked: readonly Resource[]): CheckedProblem {
  const { graph, items, nodes } = input;
  const resources = limitingResources(input, asked);
  const takers = resourceTakers(items, resources);
  const resourcesOf = new Map<string, string[]>();
  for (const { name, tasks } of takers)
    for (const id of tasks) resourcesOf.set(id, [...(resourcesOf.get(id) ?? []), name]);

  const needs = new Map<number, TaskNeeds>();
  for (const item of items) {
    const index = graph.indexOf.get(item.id);
    const stated = new Map(item.demands?.map(({ resource, amount }) => [resource, amount]));
    const demands = (resourcesOf.get(item.id) ?? []).map((resource) => ({
      resource,
      amount: stated.get(resource) ?? 1,
    }));
    if (index === undefined || !item.planned || demands.length + item.resources.length === 0) continue;
    needs.set(index, { demands, mutexes: item.resources });
  }
  const checked = schedulingProblem(graph, { resources, needs, spanOf: (index) => nodes[index]?.span });
  const unused = takers.filter(({ tasks }) => tasks.length === 0).map(({ name }) => name);
  return { ...checked, diagnostics: [...unusedResources(unused, items), ...checked.diagnostics] };
}

function unusedResources(unused: readonly string[], items: readonly ReportItem[]): readonly Diagnostic[] {
  if (unused.length === 0) return [];
  const planned = items.filter((item) => item.planned);
  const names = planned.flatMap(({ roles, demands = [] }) => [...roles, ...demands.map(({ resource }) => resource)]);
  const known = [...new Set(names)].sort(compareText);
  return unused.map((name) => diagnostic('CREST410', { name, known: closestFirst(name, known) }));
}

function closestFirst(name: string, known: readonly string[]): readonly string[] {
  const closest = closestId(name, known);
  return closest === undefined ? known : [closest, ...known.filter((other) => other !== closest)];
}
