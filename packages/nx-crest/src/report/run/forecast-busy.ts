import { compareText, totalDemands, type SchedulingProblem } from '@nx-crest/core';

/**
 * What is used nearly all the time of a planned run: `workers`; a `resource` or file of that name; or `alone`: workers again,
 * which are busy or kept free for tasks that Nx runs alone.
 */
export type BusyThroughout =
  { readonly kind: 'workers' | 'alone' } | { readonly kind: 'resource'; readonly name: string };

/** From this share of time × capacity upwards something counts as busy throughout. */
const NEARLY_ALL = 0.95;
/** Resources of names that begin so are not those of a workspace: they stand for tasks that run alone. */
const NOT_A_NAME = '\0';

/** How long something is used in all. */
interface Use {
  readonly name: string;
  readonly capacity: number;
  ms: number;
}

/**
 * What `tasks`, by index, use for 95 % of the makespan or more; null where nothing is. Their work fills the plan then, whatever
 * chain through it ends last.
 *
 * *Ties*: workers first, then the largest share, then the name. *Complexity*: linear in the tasks and their needs, and
 * `O(r log r)` in the resources.
 */
export function busyThroughout(
  problem: SchedulingProblem,
  tasks: readonly number[],
  makespan: number,
): BusyThroughout | null {
  const { graph, workers } = problem;
  const workMs = tasks.reduce((sum, task) => sum + (graph.durations[task] ?? 0), 0);
  if (workMs === 0) return null;
  if (workers !== undefined && workMs >= NEARLY_ALL * workers * makespan) return { kind: 'workers' };
  const shareOf = ({ ms, capacity }: Use) => ms / (capacity * makespan);
  const [most] = usesOf(problem, tasks)
    .filter((use) => use.ms > 0 && shareOf(use) >= NEARLY_ALL)
    .sort((a, b) => shareOf(b) - shareOf(a) || compareText(a.name, b.name));
  if (!most) return null;
  return most.name.startsWith(NOT_A_NAME) ? { kind: 'alone' } : { kind: 'resource', name: most.name };
}

/** Of resources and files. */
function usesOf({ graph, resources, needs }: SchedulingProblem, tasks: readonly number[]): readonly Use[] {
  const shared = new Map(resources.map(({ name, capacity }): [string, Use] => [name, { name, capacity, ms: 0 }]));
  const files = new Map<string, Use>();
  for (const task of tasks) {
    const ms = graph.durations[task] ?? 0;
    const need = needs.get(task);
    if (!need) continue;
    for (const [name, amount] of totalDemands(need)) {
      const use = shared.get(name);
      if (use) use.ms += ms * amount;
    }
    for (const name of new Set(need.mutexes)) {
      const use = files.get(name) ?? { name, capacity: 1, ms: 0 };
      files.set(name, use);
      use.ms += ms;
    }
  }
  return [...shared.values(), ...files.values()];
}
