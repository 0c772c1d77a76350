import { neighbours } from '../graph/adjacency.js';
import { at, itemAt } from '../graph/at.js';
import type { SchedulingProblem } from './problem/scheduling-problem.js';
import { totalDemands } from './problem/scheduling-problem.js';
import { usageSteps, type UsageSteps } from './usage-steps.js';
import type { Schedule } from './schedule.js';

/** Why a task did not start earlier: it waited for the end of task `on`. */
export type Hold =
  | { readonly kind: 'dependency'; readonly on: number }
  | { readonly kind: 'mutex'; readonly on: number; readonly mutex: string }
  | { readonly kind: 'resource'; readonly on: number; readonly resource: string }
  | { readonly kind: 'worker'; readonly on: number; readonly worker: number };

/**
 * What held each task of a schedule last: of all that had to end before it could start (what it waits for, who held its
 * mutexes, who took what it needs of a resource, what its worker did before) the one that ended last. Missing where
 * nothing did. Where that end is not its start, it could have started earlier.
 *
 * *Ties*: a dependency before a mutex, a resource and the worker; then the smaller id.
 * *Complexity*: `O(E + V log V)` and as much for the needs; more where a resource is rarely scarce.
 */
export function holds(problem: SchedulingProblem, schedule: Schedule): readonly (Hold | undefined)[] {
  const { graph, needs } = problem;
  const before = tasksBefore(problem, schedule);
  const steps = usageSteps(problem, schedule);
  return Array.from({ length: graph.size }, (_, task) => {
    const latest = new LatestHold(problem, schedule, task);
    for (const on of neighbours(graph.predecessors, task)) latest.offer({ kind: 'dependency', on });
    const need = needs.get(task);
    if (need && at(graph.durations, task) > 0) {
      for (const mutex of need.mutexes ?? []) {
        const on = lastTaker(steps.mutexes.get(mutex), 1, latest);
        if (on !== undefined) latest.offer({ kind: 'mutex', on, mutex });
      }
      for (const [resource, amount] of totalDemands(need)) {
        const on = amount > 0 ? lastTaker(steps.resources.get(resource), amount, latest) : undefined;
        if (on !== undefined) latest.offer({ kind: 'resource', on, resource });
      }
    }
    const on = at(before, task);
    if (on !== -1) latest.offer({ kind: 'worker', on, worker: at(schedule.worker, task) });
    return latest.hold;
  });
}

/** The hold of one task that ends last; the first offered of those that end together, unless one of its kind has a smaller id. */
class LatestHold {
  readonly start: number;
  readonly #finish: Float64Array;
  readonly #idRanks: Int32Array;
  hold: Hold | undefined;

  constructor({ graph }: SchedulingProblem, { start, finish }: Schedule, task: number) {
    this.start = at(start, task);
    this.#finish = finish;
    this.#idRanks = graph.idRanks;
  }

  /** Nothing that ended by then matters any more. */
  get since(): number {
    return this.hold ? at(this.#finish, this.hold.on) : 0;
  }

  offer(hold: Hold): void {
    const finish = at(this.#finish, hold.on);
    if (finish > this.start) return; // a document that changed may ask for what has not happened
    if (this.hold && finish <= this.since) {
      const isSmaller = at(this.#idRanks, hold.on) < at(this.#idRanks, this.hold.on);
      if (finish < this.since || hold.kind !== this.hold.kind || !isSmaller) return;
    }
    this.hold = hold;
  }
}

/** The task that each worker did before each of its tasks, or -1. */
function tasksBefore({ graph }: SchedulingProblem, { worker, start }: Schedule): Int32Array {
  const before = new Int32Array(graph.size).fill(-1);
  const busy = Array.from(worker.keys()).filter((task) => at(worker, task) !== -1);
  busy.sort((a, b) => at(worker, a) - at(worker, b) || at(start, a) - at(start, b) || a - b);
  for (const [position, task] of busy.entries()) {
    const other = busy[position - 1];
    if (other !== undefined && at(worker, other) === at(worker, task)) before[task] = other;
  }
  return before;
}

/** Who gave back last what the task could not do without; looked for back to the hold that is known. */
function lastTaker(steps: UsageSteps | undefined, amount: number, latest: LatestHold): number | undefined {
  if (!steps || steps.most + amount <= steps.capacity) return undefined;
  for (let step = steps.stepAt(latest.start); step > 0; step--) {
    if (itemAt(steps.times, step) < latest.since) return undefined;
    if (itemAt(steps.taken, step - 1) + amount > steps.capacity) return steps.leaver(step);
  }
  return undefined;
}
