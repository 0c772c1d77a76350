import { at } from '../../graph/at.js';
import { criticalTasks } from '../critical-tasks.js';
import { holds } from '../holds.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from '../schedule.js';
import { keepOrder, type OrderAndWorkers } from './keep-order.js';

/** When to stop. */
export interface MoveLimits {
  /** A makespan that is good enough. */
  readonly target: number;
  /** Most schedules to build. */
  readonly budget: number;
}

/**
 * Takes single tasks of the critical chain out of their place, as few as it can, until the schedule is short enough: each
 * task that waits there for something other than a dependency goes to another worker, or before the one that it waits for,
 * whichever of all these makes the schedule shortest; then again.
 *
 * *Ties*: of moves that are as good the first along the chain, other workers by number before another order.
 * *Complexity*: `budget` times that of `keepOrder`. *Source*: local search on a critical path: van Laarhoven, Aarts &
 * Lenstra 1992.
 */
export function moveFew(problem: SchedulingProblem, first: Schedule, { target, budget }: MoveLimits): Schedule {
  let best = first;
  for (let left = budget; best.makespan > target;) {
    let shorter: Schedule | undefined;
    for (const change of possibleMoves(problem, best)) {
      if (left-- <= 0) break;
      const made = keepOrder(problem, change);
      if (isBetter(made, shorter ?? best)) shorter = made;
    }
    if (!shorter) return best;
    best = shorter;
  }
  return best;
}

/** Of schedules that are as long the one whose tasks end earlier in all: it leaves room for the next move. */
function isBetter(one: Schedule, other: Schedule): boolean {
  const total = ({ finish }: Schedule): number => finish.reduce((sum, time) => sum + time, 0);
  return one.makespan < other.makespan || (one.makespan === other.makespan && total(one) < total(other));
}

function* possibleMoves(problem: SchedulingProblem, schedule: Schedule): Generator<OrderAndWorkers> {
  const { start, worker } = schedule;
  const held = holds(problem, schedule);
  const isRunning = (task: number): boolean => problem.needs.get(task)?.running === true;
  for (const task of criticalTasks(problem, schedule)) {
    const hold = held[task];
    if (hold === undefined || hold.kind === 'dependency' || isRunning(task)) continue;
    for (const other of otherWorkers(problem, schedule, task)) {
      yield { keys: start, worker: worker.with(task, other) };
    }
    // Just before the other: nothing else starts in between, and what starts with it stays behind.
    if (!isRunning(hold.on)) yield { keys: start.with(task, at(start, hold.on) - 0.5), worker };
  }
}

function otherWorkers(
  { needs, workers = 0 }: SchedulingProblem,
  { worker }: Schedule,
  task: number,
): readonly number[] {
  const own = at(worker, task);
  if (own === NO_WORKER || needs.get(task)?.worker !== undefined) return [];
  return Array.from({ length: workers }, (_, other) => other).filter((other) => other !== own);
}
