import { at, itemAt } from '../../graph/at.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from '../schedule.js';

/**
 * The same times, but each task with the worker that is wanted for it, where that worker is free: whoever makes a schedule
 * numbers workers as it likes. Nothing changes where tasks are bound to workers.
 *
 * A task whose worker is busy goes to the free one who is wanted again last, so that it drives out as few others as possible.
 *
 * *Ties*: tasks by start, then id; then the lowest number. *Complexity*: `O(V log V + V P)`.
 */
export function keepWorkers(problem: SchedulingProblem, schedule: Schedule, wanted: Int32Array): Schedule {
  const { graph, needs, workers = 0 } = problem;
  const isBound = [...needs.values()].some((need) => need.worker !== undefined && !need.running);
  if (workers === 0 || isBound) return schedule;
  const freeFrom = new Float64Array(workers);
  const worker = new Int32Array(graph.size).fill(NO_WORKER);
  const rows = startingTogether(problem, schedule);
  const wantedNext = wantedAgain(rows, wanted, workers);
  for (const { now, tasks } of rows) {
    const take = (task: number, by: number): void => {
      worker[task] = by;
      freeFrom[by] = at(schedule.finish, task);
    };
    // All may choose first, then the others take what is left.
    for (const task of tasks) {
      const own = at(wanted, task);
      if (own !== NO_WORKER && at(freeFrom, own) <= now) take(task, own);
    }
    for (const task of tasks) {
      if (at(worker, task) === NO_WORKER) {
        take(task, wantedLast(freeFrom, now, wantedNext));
      }
    }
  }
  return { ...schedule, worker };
}

/** Tells when, after a time that never goes back, a worker is wanted next; Infinity: never again. */
function wantedAgain(rows: readonly Together[], wanted: Int32Array, workers: number) {
  const times = Array.from({ length: workers }, (): number[] => []);
  for (const { now, tasks } of rows) for (const task of tasks) times[at(wanted, task)]?.push(now);
  const next = new Int32Array(workers);
  return (worker: number, after: number): number => {
    const own = itemAt(times, worker);
    while ((own[at(next, worker)] ?? Infinity) <= after) next[worker] = at(next, worker) + 1;
    return own[at(next, worker)] ?? Infinity;
  };
}

/** The free worker who is wanted again last. */
function wantedLast(
  freeFrom: Float64Array,
  now: number,
  wantedNext: (worker: number, after: number) => number,
): number {
  let best = NO_WORKER;
  for (const [worker, time] of freeFrom.entries()) {
    if (time > now) continue;
    if (best === NO_WORKER || wantedNext(worker, now) > wantedNext(best, now)) best = worker;
  }
  return best;
}

interface Together {
  readonly now: number;
  readonly tasks: number[];
}

/** The tasks that need workers, by start; what runs already comes before what begins with it. */
function startingTogether({ graph, needs }: SchedulingProblem, { worker, start }: Schedule): readonly Together[] {
  const beginsNow = (task: number): number => (needs.get(task)?.running ? 0 : 1);
  const tasks = Array.from(graph.order).filter((task) => at(worker, task) !== NO_WORKER);
  tasks.sort(
    (a, b) => at(start, a) - at(start, b) || beginsNow(a) - beginsNow(b) || at(graph.idRanks, a) - at(graph.idRanks, b),
  );
  const groups: Together[] = [];
  for (const task of tasks) {
    const last = groups.at(-1);
    if (last?.now === at(start, task)) last.tasks.push(task);
    else groups.push({ now: at(start, task), tasks: [task] });
  }
  return groups;
}
