import { optimizeSchedule, type SchedulingProblem, type WorkerSweep } from '@nx-crest/core';
import { reportDeadline, type ReportDeadline } from './deadline/report-deadline.js';
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

/** Schedules a plan of which nothing has begun. */
export function schedulePlan(problem: SchedulingProblem, sweep: WorkerSweep, request: PlanRequest): ScheduledPlan {
  const { deadlineMs, search } = request;
  const whole = { problem, startsAt: 0 };
  const deadline = deadlineMs === undefined ? null : reportDeadline(whole, deadlineMs, search);
  const workers = request.workers ?? deadline?.leastWorkers ?? workersThatPayOff(sweep);
  const onWorkers = { ...problem, workers };
  const found = optimizeSchedule(onWorkers, search);
  return {
    subject: { problem: onWorkers, schedule: found.schedule, startsAt: 0 },
    schedule: reportSchedule(onWorkers, found, search),
    deadline,
    replan: null,
  };
}

/** The knee; where the sweep ends before it, as many as it tried. */
export function workersThatPayOff({ knee, rows }: WorkerSweep): number {
  return knee ?? rows.at(-1)?.workers ?? 1;
}
