import type { Milliseconds } from '../model/duration.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { checkWorkers } from './check-workers.js';
import { levels } from './levels.js';
import { listSchedule } from './list-schedule.js';
import { identicalWorkers } from './problem/scheduling-problem.js';
import { makespanLowerBound, totalWork } from './makespan-bounds.js';

/** The knee is where the makespan comes within this share of the critical path length. */
const KNEE_TOLERANCE = 0.05;
const DEFAULT_MAXIMUM = 64;

/** What so many workers would achieve. */
export interface SweepRow {
  readonly workers: number;
  readonly makespan: Milliseconds;
  readonly makespanLowerBound: Milliseconds;
  /** Against one worker, 0 to 100, not rounded. */
  readonly savedPercent: number;
}

/** How much each further worker helps. */
export interface WorkerSweep {
  readonly rows: readonly SweepRow[];
  /** The fewest workers whose makespan is within 5 % of the critical path length; missing where no row is. */
  readonly knee?: number;
}

/**
 * List schedules on 1, 2, 3 … workers, until the makespan is the critical path length (more cannot help) or `maximum`.
 *
 * *Complexity*: `O(maximum · (V + E) log V)`. *Throws* `RangeError` for a maximum that is not a whole number ≥ 1.
 */
export function sweepWorkers(graph: TaskGraph, maximum: number = DEFAULT_MAXIMUM): WorkerSweep {
  checkWorkers(maximum);
  const { bottomLevel, criticalPathLength } = levels(graph);
  const plan = { totalWork: totalWork(graph), criticalPathLength };
  const rows: SweepRow[] = [];
  for (let workers = 1; workers <= maximum; workers++) {
    const { makespan } = listSchedule(identicalWorkers(graph, workers), bottomLevel);
    rows.push({
      workers,
      makespan,
      makespanLowerBound: makespanLowerBound(plan, workers),
      savedPercent: plan.totalWork === 0 ? 0 : 100 * (1 - makespan / plan.totalWork),
    });
    if (makespan === criticalPathLength) break;
  }
  const knee = rows.find(({ makespan }) => makespan <= criticalPathLength * (1 + KNEE_TOLERANCE))?.workers;
  return knee === undefined ? { rows } : { rows, knee };
}
