import { milliseconds, type Milliseconds } from '../model/duration.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { checkWorkers } from './check-workers.js';

/** The two numbers that bound every makespan. */
export interface WorkAndSpan {
  readonly totalWork: Milliseconds;
  readonly criticalPathLength: Milliseconds;
}

/** The sum of all durations: the makespan on one worker. */
export function totalWork(graph: TaskGraph): Milliseconds {
  return milliseconds(graph.durations.reduce((sum, duration) => sum + duration, 0));
}

/**
 * No schedule on so many workers is shorter: the critical path length, or the work shared evenly, whichever is larger.
 *
 * *Throws* `RangeError` for workers that are not a whole number ≥ 1. *Source*: Graham 1969.
 */
export function makespanLowerBound(plan: WorkAndSpan, workers: number): Milliseconds {
  checkWorkers(workers);
  return milliseconds(Math.max(plan.criticalPathLength, Math.ceil(plan.totalWork / workers)));
}

/**
 * No list schedule on so many workers is longer: work / m + (1 − 1/m) · critical path length, which is at most
 * (2 − 1/m) times the optimum.
 *
 * *Throws* `RangeError` for workers that are not a whole number ≥ 1. *Source*: Graham 1966.
 */
export function makespanUpperBound(plan: WorkAndSpan, workers: number): Milliseconds {
  checkWorkers(workers);
  return milliseconds(Math.floor((plan.totalWork + (workers - 1) * plan.criticalPathLength) / workers));
}
