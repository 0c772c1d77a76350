import { milliseconds, type Milliseconds } from '../../model/duration.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { commonDivisor } from './common-divisor.js';
import { energeticReasoning } from './energetic-reasoning.js';
import { resourceLoads } from './resource-loads.js';
import { workBound } from './work-bound.js';

/** Why no schedule can be shorter. */
export type BoundReason = 'critical-path' | 'work' | 'energy';

/** A makespan that no schedule undercuts. */
export interface LowerBound {
  readonly makespan: Milliseconds;
  readonly reason: BoundReason;
  /**
   * `workers`, `worker 0` for what is bound to that worker, or the name of the resource (or mutex) that bounds; missing for
   * the critical path, and where several resources may do together.
   */
  readonly resource?: string;
}

/** How much effort to spend. */
export interface LowerBoundOptions {
  /** Of a valid schedule: once so much is proven, no further proof is looked for. */
  readonly makespan?: number;
  /** Only what is linear: critical path and work. */
  readonly quick?: boolean;
}

/**
 * The largest of these bounds:
 *
 * - `critical-path`: the critical path length;
 * - `work`: the time before the first task of a resource + its work / capacity + the time after its last task
 *   (`workBound`). A mutex is a resource of capacity 1, and so is a worker to those who are bound to them;
 * - `energy`: no interval has room for more work than the resource can do in it (`energeticReasoning`). Not looked at above
 *   2,000 tasks and milestones.
 *
 * In a schedule without needless waiting every time is a sum of durations, so each bound is rounded up to a multiple of
 * their greatest common divisor.
 *
 * *Ties*: critical path before work before energy; workers before resources, as they are given, before mutexes and bound
 * workers. *Complexity*: `O(V + E)` and the needs, and `O(V²)` up to 2,000 tasks.
 */
export function lowerBound(problem: SchedulingProblem, options: LowerBoundOptions = {}): LowerBound {
  const { graph } = problem;
  const unit = Math.max(1, commonDivisor(graph.durations));
  const inUnits = { ...problem, graph: { ...graph, durations: graph.durations.map((duration) => duration / unit) } };
  const loads = resourceLoads(inUnits);
  const enough = (options.makespan ?? Infinity) / unit;
  const simple = workBound(inUnits.graph, loads);
  const isEnough = options.quick === true || simple.makespan >= enough;
  const best = isEnough ? simple : energeticReasoning(inUnits, loads, { simple, enough });
  return { ...best, makespan: milliseconds(best.makespan * unit) };
}
