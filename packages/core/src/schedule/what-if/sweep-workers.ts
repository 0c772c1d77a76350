import type { Milliseconds } from '../../model/duration.js';
import { checkWholeNumber } from '../check-whole-number.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import { optimizeSchedule } from '../search/optimize-schedule.js';
import { enoughWorkers, fewestWorkers } from './enough-workers.js';
import { budgetForWorkers } from './evaluate.js';

/** The knee is where the makespan comes within this share of what any number of workers can reach. */
const KNEE_TOLERANCE = 0.05;
const DEFAULT_MAXIMUM = 64;
/** Tasks of all rows together, each scheduled once; where there are more, only powers of two are tried. */
const MOST_SCHEDULED = 2_000_000;

/** How far to go. */
export interface SweepOptions {
  /** Most workers, or as many as are bound or running if these are more; default 64. */
  readonly maximum?: number;
  /** Schedules for each row; default: as many as make 50,000 tasks, from 1 to 100. */
  readonly budget?: number;
}

/** What so many workers would achieve. */
export interface SweepRow {
  readonly workers: number;
  /** Never longer than with fewer workers: the others may idle. */
  readonly makespan: Milliseconds;
  readonly makespanLowerBound: Milliseconds;
  /** Proven: no schedule on so many workers is shorter. */
  readonly optimal: boolean;
  /** Against the work done one task at a time, 0 to 100, not rounded. */
  readonly savedPercent: number;
  /** With that makespan; perhaps one that was found for other numbers of workers. */
  readonly schedule: Schedule;
}

/** How much each further worker helps. */
export interface WorkerSweep {
  /** By workers. On large graphs 1, 2, 4, 8 … only. */
  readonly rows: readonly SweepRow[];
  /** The fewest workers of a row whose makespan is within 5 % of that with unlimited workers; missing where no row is. */
  readonly knee?: number;
}

/**
 * Schedules on 1, 2, 3 … workers, resources and mutexes as they are, until the makespan is that of unlimited workers (more
 * cannot help) or `maximum`. Where tasks run or are bound to workers, it begins with the fewest who include these.
 *
 * Up to 31,250 tasks (with 64 rows) all of them, else 1, 2, 4, 8 … workers: 100,000 tasks took 7 rows and 4 s.
 *
 * *Complexity*: `budget` schedules for each row. *Throws* `RangeError` for a maximum that is not a whole number ≥ 1.
 */
export function sweepWorkers(problem: SchedulingProblem, options: SweepOptions = {}): WorkerSweep {
  const { size } = problem.graph;
  const { maximum = DEFAULT_MAXIMUM, budget = budgetForWorkers(size) } = options;
  checkWholeNumber('maximum', maximum, 1);
  const enough = enoughWorkers(problem);
  const unlimited = optimizeSchedule({ ...problem, workers: enough }, { budget }).schedule;
  const oneByOne = problem.graph.durations.reduce((sum, duration) => sum + duration, 0);

  const rows: SweepRow[] = [];
  const fewest = fewestWorkers(problem);
  const steps = rowsToTry(fewest, Math.max(fewest, maximum), size);
  for (const workers of steps) {
    const { schedule: found, bound } = optimizeSchedule({ ...problem, workers }, { budget });
    // What was found for fewer workers is a schedule too; so is that for unlimited ones, where all who can be busy are there.
    const others = [...rows.slice(-1).map((row) => row.schedule), ...(workers >= enough ? [unlimited] : [])];
    const schedule = others.reduce((best, other) => (other.makespan < best.makespan ? other : best), found);
    rows.push({
      workers,
      makespan: schedule.makespan,
      makespanLowerBound: bound.makespan,
      optimal: schedule.makespan === bound.makespan,
      savedPercent: oneByOne === 0 ? 0 : 100 * (1 - schedule.makespan / oneByOne),
      schedule,
    });
    if (schedule.makespan <= unlimited.makespan) break;
  }
  const knee = rows.find(({ makespan }) => makespan <= unlimited.makespan * (1 + KNEE_TOLERANCE))?.workers;
  return knee === undefined ? { rows } : { rows, knee };
}

function rowsToTry(fewest: number, maximum: number, size: number): readonly number[] {
  const all = (maximum - fewest + 1) * size <= MOST_SCHEDULED;
  const rows: number[] = [];
  for (let workers = fewest; workers < maximum; workers = all ? workers + 1 : workers * 2) rows.push(workers);
  return [...rows, maximum];
}
