import type { Milliseconds } from '../../model/duration.js';
import { lowerBound, type LowerBound } from '../bounds/lower-bound.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import { optimizeSchedule } from '../search/optimize-schedule.js';
import { enoughWorkers, fewestWorkers } from './enough-workers.js';
import { budgetForWorkers, type WhatIfOptions } from './evaluate.js';

/** How many workers a deadline takes. `tooFew`: so many are proven not to meet it (0: nothing is proven). */
export type LeastWorkers =
  | {
      readonly kind: 'found';
      readonly workers: number;
      /** No smaller number meets the deadline. */
      readonly proven: boolean;
      readonly tooFew: number;
      readonly makespan: Milliseconds;
      /** The one that meets it. */
      readonly schedule: Schedule;
    }
  /** No number of workers meets it: a bound that knows nothing of workers is later. */
  | { readonly kind: 'impossible'; readonly bound: LowerBound }
  /** No schedule meets it, and no proof says that none can; the makespan is the best with as many workers as can be busy. */
  | {
      readonly kind: 'unknown';
      readonly tooFew: number;
      readonly bound: LowerBound;
      readonly makespan: Milliseconds;
    };

/**
 * The fewest workers with whom a schedule was found that ends by the deadline (milliseconds from the start of the plan).
 * From the fewest that the lower bound allows it goes up in growing steps and then back by halves, since one worker more
 * never makes a plan longer. Default budget: as many schedules as make 50,000 tasks, from 1 to 100.
 *
 * *Complexity*: `O(log P)` lower bounds and `O(log P)` · `budget` schedules, P the tasks that take time.
 * *Throws* `RangeError` for a deadline that is negative or no number.
 */
export function leastWorkers(
  problem: SchedulingProblem,
  deadline: number,
  options: Pick<WhatIfOptions, 'budget'> = {},
): LeastWorkers {
  if (!(deadline >= 0)) throw new RangeError(`deadline must be 0 ms or more, got ${deadline}`);
  const { budget = budgetForWorkers(problem.graph.size) } = options;
  const fewest = fewestWorkers(problem);
  const enough = enoughWorkers(problem);
  const boundOf = (workers: number): LowerBound => lowerBound({ ...problem, workers });
  const schedules = new Map<number, Schedule>();
  const scheduleOn = (workers: number): Schedule => {
    const known = schedules.get(workers) ?? optimizeSchedule({ ...problem, workers }, { budget }).schedule;
    schedules.set(workers, known);
    return known;
  };
  const makespanOf = (workers: number): Milliseconds => scheduleOn(workers).makespan;

  const bound = boundOf(enough);
  if (bound.makespan > deadline) return { kind: 'impossible', bound };
  const possible = firstTrue(fewest, enough, (workers) => boundOf(workers).makespan <= deadline);
  // Fewer than `fewest` cannot do what is bound to the others.
  const tooFew = possible - 1;

  let failed = tooFew;
  let workers = possible;
  for (let step = 1; makespanOf(workers) > deadline; step *= 2) {
    if (workers === enough) return { kind: 'unknown', tooFew, bound, makespan: makespanOf(enough) };
    failed = workers;
    workers = Math.min(enough, workers + step);
  }
  workers = firstTrue(failed + 1, workers, (count) => makespanOf(count) <= deadline);
  return {
    kind: 'found',
    workers,
    proven: workers === possible,
    tooFew,
    makespan: makespanOf(workers),
    schedule: scheduleOn(workers),
  };
}

/** The first number from `low` to `high` that passes, where all behind a passing one do and `high` does. */
function firstTrue(low: number, high: number, passes: (value: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}
