import { at } from '../../graph/at.js';
import { reachability } from '../../graph/reachability.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { ancestorWork } from './ancestor-work.js';
import { energyBound, type EnergyTasks } from './energy-bound.js';
import { backwards, headsOf, longestPath, type HeadsAndTails } from './heads-and-tails.js';
import { incompatibleTasks } from './incompatible-tasks.js';
import type { ResourceLoad } from './resource-loads.js';
import type { BoundInUnits } from './work-bound.js';

/** More tasks and milestones than this take too long. */
const MOST_TASKS = 2_000;
/** Pairs of tasks of one load that are looked at, in all loads together. */
const MOST_PAIRS = MOST_TASKS * MOST_TASKS;

/**
 * The energy bound of each load (`energyBound`), where heads and tails count the work of all ancestors and descendants
 * (`ancestorWork`), and loads are the resources and the sets of tasks of which no two can run at once (`incompatibleTasks`).
 *
 * *Returns* `simple` if it is not exceeded, or above 2,000 tasks and milestones. Stops once `enough` is proven.
 * *Ties*: the load that comes first. *Complexity*: `O(V²)`.
 */
export function energeticReasoning(
  problem: SchedulingProblem,
  named: readonly ResourceLoad[],
  { simple, enough }: { readonly simple: BoundInUnits; readonly enough: number },
): BoundInUnits {
  const { graph } = problem;
  const reach = graph.size <= MOST_TASKS ? reachability(graph) : undefined;
  if (!reach) return simple;
  const { rows, words } = reach;
  const waitsFor = (task: number, other: number): boolean =>
    (at(rows, other * words + (task >>> 5)) & (1 << (task & 31))) !== 0;
  const loads = [...named, ...incompatibleTasks(graph.durations, named, waitsFor)];
  const windows = {
    head: headsOf(graph, ancestorWork(graph.durations, loads, waitsFor)),
    tail: headsOf(
      backwards(graph),
      ancestorWork(graph.durations, loads, (task, other) => waitsFor(other, task)),
    ),
  };

  let best = simple;
  const raise = (makespan: number, resource: string | undefined): void => {
    if (makespan > best.makespan)
      best = { makespan, reason: 'energy', ...(resource === undefined ? {} : { resource }) };
  };
  const only = named.length === 1 ? named[0]?.name : undefined;
  raise(longestPath(graph.durations, windows), only);
  let pairs = MOST_PAIRS;
  for (const load of loads) {
    pairs -= load.tasks.length ** 2;
    if (pairs < 0 || best.makespan >= enough) break;
    const tasks = tasksOf(problem, load, { ...windows, bound: best.makespan });
    raise(energyBound(tasks, load.capacity, best.makespan), load.name ?? only);
  }
  return best;
}

/** What has begun ends as early as it can, so all the rest of the makespan comes after it. */
function tasksOf(
  { graph, needs }: SchedulingProblem,
  { tasks, amounts }: ResourceLoad,
  { head, tail, bound }: HeadsAndTails & { readonly bound: number },
): EnergyTasks {
  const column = (valueOf: (task: number) => number): Float64Array => Float64Array.from(tasks, valueOf);
  return {
    head: column((task) => at(head, task)),
    duration: column((task) => at(graph.durations, task)),
    tail: column((task) => (needs.get(task)?.running ? bound - at(graph.durations, task) : at(tail, task))),
    amount: amounts,
  };
}
