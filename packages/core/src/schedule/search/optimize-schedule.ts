import { lowerBound, type LowerBound } from '../bounds/lower-bound.js';
import { listSchedule } from '../list-schedule.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';

/** How long and how to search. The same problem and options give the same schedule on every machine, unless `shouldStop` is given. */
export interface SearchOptions {
  /** Most schedules to build; each forward or backward pass is one. Left out: `defaultBudget`. */
  readonly budget?: number;
  /** Asked before each schedule; what was found until then is the result. Without a budget the search goes on until then. */
  readonly shouldStop?: () => boolean;
  /** Default 1. */
  readonly seed?: number;
  /** Known already: saves its computation. The search stops where a schedule meets it. */
  readonly bound?: LowerBound;
}

/** The best schedule that was found, and how far from optimal it can be. */
export interface FoundSchedule {
  readonly schedule: Schedule;
  readonly bound: LowerBound;
  /** Proven: the makespan is the lower bound. */
  readonly optimal: boolean;
  /** Forward and backward passes. */
  readonly schedulesBuilt: number;
}

/** A short schedule. */
export function optimizeSchedule(problem: SchedulingProblem, options: SearchOptions = {}): FoundSchedule {
  const bound = options.bound ?? lowerBound(problem);
  const schedule = listSchedule(problem);
  return { schedule, bound, optimal: schedule.makespan === bound.makespan, schedulesBuilt: 1 };
}
