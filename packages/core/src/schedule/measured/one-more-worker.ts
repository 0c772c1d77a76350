import { milliseconds } from '../../model/duration.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Saving } from '../what-if/evaluate.js';
import type { MeasuredTask } from './measured-run.js';

/** What one more worker would have saved. */
export function oneMoreWorker(_problem: SchedulingProblem, _measured: readonly MeasuredTask[]): Saving {
  return { saved: milliseconds(0), makespan: milliseconds(0) };
}
