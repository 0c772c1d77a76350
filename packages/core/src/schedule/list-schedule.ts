import { itemAt } from '../graph/at.js';
import { milliseconds } from '../model/duration.js';
import { assignWorkers } from './generation/assign-workers.js';
import { parallelScheme } from './generation/parallel-scheme.js';
import { levels } from './levels.js';
import { compileProblem } from './problem/compile-problem.js';
import type { SchedulingProblem } from './problem/scheduling-problem.js';
import type { Schedule } from './schedule.js';

/**
 * Whenever something is free, the ready task of highest priority that fits takes it. On identical workers never longer than
 * `makespanUpperBound`, whatever the priorities are.
 *
 * Milestones and tasks of duration 0 are done the moment what they wait for is, and take nothing.
 *
 * *Ties*: of equal priorities the smaller id; of free workers the lowest number.
 * *Complexity*: `O((V + E) log V)` where only workers are scarce. *Throws* `RangeError` for priorities that are not one
 * number for each node. *Source*: Graham 1966; bottom level as priority: Hu 1961.
 */
export function listSchedule(
  problem: SchedulingProblem,
  priority: Float64Array = levels(problem.graph).bottomLevel,
): Schedule {
  const { size } = problem.graph;
  if (priority.length !== size) throw new RangeError(`priority must have ${size} entries, got ${priority.length}`);
  const wrong = priority.findIndex(Number.isNaN);
  if (wrong !== -1)
    throw new RangeError(`priority must hold numbers, got NaN for "${itemAt(problem.graph.ids, wrong)}"`);
  const compiled = compileProblem(problem);
  const scheme = parallelScheme(compiled);
  const start = new Float64Array(size);
  const makespan = scheme.build(
    priority.map((value) => -value),
    start,
  );
  return {
    workers: problem.workers ?? 0,
    makespan: milliseconds(makespan),
    worker: scheme.workerOf?.slice() ?? assignWorkers(compiled, start),
    start,
    finish: start.map((time, task) => time + (compiled.durations[task] ?? 0)),
  };
}
