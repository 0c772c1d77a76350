import {
  optimizeSchedule,
  type FoundSchedule,
  type LeastWorkers,
  type Schedule,
  type SchedulingProblem,
  type WorkerSweep,
} from '@nx-crest/core';
import { askDeadline, reportDeadline, type ReportDeadline } from './deadline/report-deadline.js';
import type { ReportSchedule } from './plan-report.js';
import type { PlanRequest } from './plan-request.js';
import type { PlannedSubject } from './planned-subject.js';
import type { ReportReplan } from './replan/report-replan.js';
import { reportSchedule } from './report-schedule.js';

/** A schedule, what it is a schedule of, and what was asked about the two. */
export interface ScheduledPlan {
  readonly subject: PlannedSubject;
  readonly schedule: ReportSchedule;
  readonly deadline: ReportDeadline | null;
  readonly replan: ReportReplan | null;
}

/**
 * Schedules a plan of which nothing has begun. The search begins with the best schedule that sweep and deadline have found, so
 * that it never shows a longer one than these promise.
 */
export function schedulePlan(problem: SchedulingProblem, sweep: WorkerSweep, request: PlanRequest): ScheduledPlan {
  const { deadlineMs, search } = request;
  const least = deadlineMs === undefined ? undefined : askDeadline({ problem, startsAt: 0 }, deadlineMs, search);
  const found = least?.kind === 'found' ? least : undefined;
  const workers = request.workers ?? found?.workers ?? workersThatPayOff(sweep);
  const known = [...sweep.rows, ...(found ? [found] : [])].filter((row) => row.workers <= workers);
  const onWorkers = { ...problem, workers };
  const best = optimizeFrom(
    known.map(({ schedule }) => schedule),
    onWorkers,
    search,
  );
  return {
    subject: { problem: onWorkers, schedule: best.schedule, startsAt: 0 },
    schedule: reportSchedule(onWorkers, best, search),
    deadline: least && deadlineMs !== undefined ? reportDeadline(shortened(least, best.schedule), deadlineMs, 0) : null,
    replan: null,
  };
}

/** Searches from the shortest schedule that is known; on more workers than it was made for, it is a schedule too. */
function optimizeFrom(
  known: readonly Schedule[],
  problem: SchedulingProblem & { readonly workers: number },
  search: PlanRequest['search'],
): FoundSchedule {
  const shortest = known.reduce<Schedule | undefined>(
    (best, other) => (best && best.makespan <= other.makespan ? best : other),
    undefined,
  );
  if (!shortest) return optimizeSchedule(problem, search);
  const found = optimizeSchedule(problem, { ...search, startFrom: shortest });
  if (found.schedule.makespan <= shortest.makespan) return found;
  const schedule = { ...shortest, workers: problem.workers };
  return { ...found, schedule, optimal: schedule.makespan === found.bound.makespan };
}

/** The schedule that is shown may be shorter than the one that was found for the deadline. */
function shortened(least: LeastWorkers, schedule: Schedule): LeastWorkers {
  if (least.kind !== 'found' || schedule.workers > least.workers) return least;
  return schedule.makespan < least.makespan ? { ...least, makespan: schedule.makespan, schedule } : least;
}

/** The knee; where the sweep ends before it, as many as it tried. */
export function workersThatPayOff({ knee, rows }: WorkerSweep): number {
  return knee ?? rows.at(-1)?.workers ?? 1;
}
