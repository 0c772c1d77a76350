import { backwards } from '../../graph/backwards.js';
import { at, itemAt } from '../../graph/at.js';
import { reachability } from '../../graph/reachability.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { ancestorWork } from './ancestor-work.js';
import { energyBound, type EnergyTasks } from './energy-bound.js';
import { headsOf, longestPath, type HeadsAndTails } from './heads-and-tails.js';
import { incompatibleTasks } from './incompatible-tasks.js';
import type { ResourceLoad } from './resource-loads.js';
import type { BoundInUnits } from './work-bound.js';

/** More tasks and milestones than this take too long. */
export const MOST_TASKS_FOR_ENERGY = 2_000;
/** Pairs of a task and a task of a load: more loads than this makes take too long. */
const MOST_PAIRS = 5_000_000;

/**
 * The energy bound of each load (`energyBound`), where heads and tails count the work of all ancestors and descendants
 * (`ancestorWork`), and loads are the resources and the sets of tasks of which no two can run at once (`incompatibleTasks`).
 *
 * *Returns* `simple` if it is not exceeded, or above 2,000 tasks and milestones. Stops once `enough` is proven. Of many loads
 * only the first ones are looked at.
 *
 * *Ties*: the load that comes first. *Complexity*: `O(V²)` for each load, at most 5 million pairs of tasks in all.
 */
export function energeticReasoning(
  problem: SchedulingProblem,
  named: readonly ResourceLoad[],
  { simple, enough }: { readonly simple: BoundInUnits; readonly enough: number },
): BoundInUnits {
  const { graph } = problem;
  const reversed = backwards(graph);
  const ancestors = waitingRows(reversed);
  const descendants = waitingRows(graph);
  if (!ancestors || !descendants) return simple;
  const ordered = ancestors.map((row, task) => row.map((word, place) => word | at(itemAt(descendants, task), place)));
  const loads = affordable(graph.size, named, incompatibleTasks(graph.durations, named, ordered));
  const windows = {
    head: headsOf(graph, ancestorWork(graph.durations, loads, ancestors)),
    tail: headsOf(reversed, ancestorWork(graph.durations, loads, descendants)),
  };

  let best = simple;
  const raise = (makespan: number, resource: string | undefined): void => {
    if (makespan > best.makespan)
      best = { makespan, reason: 'energy', ...(resource === undefined ? {} : { resource }) };
  };
  const only = named.length === 1 ? named[0]?.name : undefined;
  raise(longestPath(graph.durations, windows), only);
  for (const load of loads) {
    if (best.makespan >= enough) break;
    const tasks = tasksOf(problem, load, { ...windows, bound: best.makespan });
    raise(energyBound(tasks, load.capacity, best.makespan), load.name ?? only);
  }
  return best;
}

/** A row of bits for each task: what waits for it. */
function waitingRows(graph: TaskGraph): readonly Uint32Array[] | undefined {
  const reach = graph.size <= MOST_TASKS_FOR_ENERGY ? reachability(graph) : undefined;
  return reach && graph.ids.map((_, task) => reach.rows.subarray(task * reach.words, (task + 1) * reach.words));
}

/** As many loads as there is time for, the first ones first. */
function affordable(size: number, ...sources: readonly Iterable<ResourceLoad>[]): readonly ResourceLoad[] {
  const loads: ResourceLoad[] = [];
  let pairs = 0;
  for (const source of sources) {
    for (const load of source) {
      pairs += size * load.tasks.length;
      if (pairs > MOST_PAIRS) return loads;
      loads.push(load);
    }
  }
  return loads;
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
