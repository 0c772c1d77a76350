import type { SchedulingProblem } from '../problem/problem.js';
import { totalDemands } from '../problem/total-demands.js';
import { withinCapacities } from './within-capacities.js';

/** So much of the resource with that number. */
export interface NumberedDemand {
  readonly resource: number;
  readonly amount: number;
}

/** What tasks take while they run: a mutex is a resource with capacity 1, and nobody needs more than there is. */
export interface DispatchDemands {
  /** By number of the resource. */
  readonly capacities: Float64Array;
  /** By task; a task that needs nothing is missing. */
  readonly of: ReadonlyMap<number, readonly NumberedDemand[]>;
}

/** Unlike a plan, it counts what tasks without duration need: a server takes no time of the plan, and keeps its port. */
export function dispatchDemands(problem: SchedulingProblem): DispatchDemands {
  const { resources, needs } = withinCapacities(problem);
  const capacities = resources.map(({ capacity }) => capacity);
  const numbers = new Map(resources.map(({ name }, number) => [name, number]));
  const mutexes = new Map<string, number>();
  const of = new Map<number, readonly NumberedDemand[]>();
  for (const [task, need] of needs) {
    const demands: NumberedDemand[] = [];
    for (const [name, amount] of totalDemands(need)) {
      if (amount > 0) demands.push({ resource: numbers.get(name) ?? 0, amount }); // every name is declared by now
    }
    for (const name of new Set(need.mutexes)) {
      const resource = mutexes.get(name) ?? capacities.push(1) - 1;
      mutexes.set(name, resource);
      demands.push({ resource, amount: 1 });
    }
    if (demands.length > 0) of.set(task, demands);
  }
  return { capacities: Float64Array.from(capacities), of };
}
