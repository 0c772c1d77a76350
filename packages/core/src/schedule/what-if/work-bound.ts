import { totalDemands, type SchedulingProblem } from '../problem/scheduling-problem.js';

/**
 * The longest that workers, a resource or a mutex are busy if they never idle: no schedule is shorter. With the critical path
 * length it is the cheapest lower bound; `lowerBound` knows better ones.
 *
 * *Complexity*: linear in the graph and the needs.
 */
export function workBound(problem: SchedulingProblem): number {
  const { durations } = problem.graph;
  const work = durations.reduce((sum, duration) => sum + duration, 0);
  const loads = new Map<string, number>();
  const add = (key: string, load: number): void => void loads.set(key, (loads.get(key) ?? 0) + load);
  for (const [task, need] of problem.needs) {
    const duration = durations[task] ?? 0;
    for (const [name, amount] of totalDemands(need)) add(`resource ${name}`, duration * amount);
    for (const name of new Set(need.mutexes)) add(`mutex ${name}`, duration);
  }
  let bound = problem.workers === undefined ? 0 : Math.ceil(work / problem.workers);
  for (const { name, capacity } of problem.resources) {
    bound = Math.max(bound, Math.ceil((loads.get(`resource ${name}`) ?? 0) / Math.max(1, capacity)));
  }
  for (const [key, load] of loads) if (key.startsWith('mutex ')) bound = Math.max(bound, load);
  return bound;
}
