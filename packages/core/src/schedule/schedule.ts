import type { Milliseconds } from '../model/duration.js';

/** The worker of a task that takes no time, and so none of anybody's; of every task where nobody needs a worker. */
export const NO_WORKER = -1;

/** Who does what when. *Units*: milliseconds from the start of the plan. */
export interface Schedule {
  /** 0 where tasks need no worker. */
  readonly workers: number;
  /** Finish of the last task. */
  readonly makespan: Milliseconds;
  /** From 0; -1 for milestones and tasks of duration 0. */
  readonly worker: Int32Array;
  readonly start: Float64Array;
  readonly finish: Float64Array;
}
