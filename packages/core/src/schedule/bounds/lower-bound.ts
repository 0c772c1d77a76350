import { levels } from '../levels.js';
import { makespanLowerBound, totalWork } from '../makespan-bounds.js';
import { milliseconds, type Milliseconds } from '../../model/duration.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';

/** Why no schedule can be shorter. */
export type BoundReason = 'critical-path' | 'work' | 'energy';

/** A makespan that no schedule undercuts. */
export interface LowerBound {
  readonly makespan: Milliseconds;
  readonly reason: BoundReason;
  /** `workers`, or the name of the resource (or mutex) whose work bounds; missing for the critical path. */
  readonly resource?: string;
}

/** The best proven lower bound of a problem. */
export function lowerBound(problem: SchedulingProblem): LowerBound {
  const { criticalPathLength } = levels(problem.graph);
  const makespan =
    problem.workers === undefined
      ? criticalPathLength
      : makespanLowerBound({ totalWork: totalWork(problem.graph), criticalPathLength }, problem.workers);
  return makespan > criticalPathLength
    ? { makespan, reason: 'work', resource: 'workers' }
    : { makespan: milliseconds(makespan), reason: 'critical-path' };
}
