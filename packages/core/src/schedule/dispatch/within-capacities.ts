import { totalDemands } from '../problem/total-demands.js';
import type { SchedulingProblem } from '../problem/problem.js';

/**
 * The problem in which every task can run: who needs more of a resource than there is takes all of it, so that nobody else
 * has any meanwhile; of a resource with capacity 0, or one that is not declared, there is 1. A problem that
 * `schedulingProblem` accepts stays as it is.
 *
 * *Complexity*: linear in the needs.
 */
export function withinCapacities(problem: SchedulingProblem): SchedulingProblem {
  const capacities = new Map(problem.resources.map(({ name, capacity }) => [name, capacity]));
  const needs = new Map(problem.needs);
  for (const [task, need] of problem.needs) {
    const totals = [...totalDemands(need)].filter(([, amount]) => amount > 0);
    if (totals.every(([resource, amount]) => amount <= (capacities.get(resource) ?? 0))) continue;
    const demands = totals.map(([resource, amount]) => {
      const capacity = Math.max(1, capacities.get(resource) ?? 0);
      capacities.set(resource, capacity);
      return { resource, amount: Math.min(amount, capacity) };
    });
    needs.set(task, { ...need, demands });
  }
  const units = new Map(problem.resources.map(({ name, unit }) => [name, unit]));
  const resources = Array.from(capacities, ([name, capacity]) => {
    const unit = units.get(name);
    return { name, capacity, ...(unit === undefined ? {} : { unit }) };
  });
  return { ...problem, resources, needs };
}
