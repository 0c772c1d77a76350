import { commonDivisor } from '../bounds/common-divisor.js';
import type { SchedulingProblem, TaskNeeds } from './problem.js';
import { totalDemands } from './total-demands.js';

/** What typed arrays of schedules can hold. */
const MOST_SMALL = 2 ** 31 - 1;

/**
 * The problem with capacities and amounts that fit into 32 bits: bytes of memory are counted in the greatest common divisor
 * of all amounts. Where even that is too small, in a larger unit, needs rounded up, so that schedules stay valid. A resource
 * whose capacity fits stays as it is.
 *
 * *Complexity*: linear in the needs.
 */
export function withSmallAmounts(problem: SchedulingProblem): SchedulingProblem {
  const large = problem.resources.filter(({ capacity }) => capacity > MOST_SMALL);
  if (large.length === 0) return problem;
  const units = new Map(large.map(({ name, capacity }) => [name, unitOf(name, capacity, problem)]));
  const unitsOf = (name: string, capacity: number): number => Math.floor(capacity / (units.get(name) ?? 1));
  const resources = problem.resources.map(({ name, capacity }) => ({ name, capacity: unitsOf(name, capacity) }));
  const capacities = new Map(resources.map(({ name, capacity }) => [name, capacity]));
  const needs = Array.from(problem.needs, ([task, need]): readonly [number, TaskNeeds] => {
    if (!need.demands?.some(({ resource }) => units.has(resource))) return [task, need];
    const demands = Array.from(totalDemands(need), ([resource, amount]) => {
      const wanted = Math.ceil(amount / (units.get(resource) ?? 1));
      // Alone it may have all there is, also where the last unit of it is not whole.
      return { resource, amount: Math.min(wanted, capacities.get(resource) ?? wanted) };
    });
    return [task, { ...need, demands }];
  });
  return { ...problem, resources, needs: new Map(needs) };
}

function unitOf(name: string, capacity: number, { needs }: SchedulingProblem): number {
  const amounts = Array.from(needs.values(), (need) => totalDemands(need).get(name) ?? 0);
  return Math.max(commonDivisor(amounts), Math.ceil(capacity / MOST_SMALL));
}
