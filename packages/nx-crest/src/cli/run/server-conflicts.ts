import { diagnostic, formatAmount, totalDemands, type Diagnostic, type Resource, type TaskNeeds } from '@nx-crest/core';
import type { RunTask } from '../../nx/runner/runner-hooks.js';

/**
 * Tasks that can never run, since the servers that must be up beside them hold what they need: `CREST416`, one for each task
 * and resource.
 *
 * *Complexity*: linear in the tasks, their servers and what these need.
 */
export function serverConflicts(
  tasks: readonly RunTask[],
  needs: ReadonlyMap<string, TaskNeeds>,
  resources: readonly Resource[],
): readonly Diagnostic[] {
  const servers = new Map(tasks.filter((task) => task.continuous).map((task) => [task.id, task]));
  const amountsOf = (id: string): ReadonlyMap<string, number> => totalDemands(needs.get(id) ?? {});
  return tasks.flatMap((task) => {
    const own = amountsOf(task.id);
    const beside = own.size === 0 ? [] : serversOf(task, servers);
    return resources.flatMap(({ name, capacity, unit }) => {
      const taken = beside.filter((id) => (amountsOf(id).get(name) ?? 0) > 0);
      const amount = taken.reduce((sum, id) => sum + (amountsOf(id).get(name) ?? 0), own.get(name) ?? 0);
      if (!own.has(name) || taken.length === 0 || amount <= capacity) return [];
      const words = { amount: formatAmount(amount, unit), capacity: formatAmount(capacity, unit) };
      return [diagnostic('CREST416', { id: task.id, servers: taken, resource: name, ...words })];
    });
  });
}

/** The servers that must be up while the task runs, those that other servers need included; sorted. */
function serversOf(task: RunTask, servers: ReadonlyMap<string, RunTask>): readonly string[] {
  const found = new Set<string>();
  const left = [...task.dependsOn];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const server = servers.get(id);
    if (!server || found.has(id)) continue;
    found.add(id);
    left.push(...server.dependsOn);
  }
  return [...found].sort();
}
