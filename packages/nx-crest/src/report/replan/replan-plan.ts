import {
  diffSchedules,
  formatDiff,
  milliseconds,
  optimizeSchedule,
  replan,
  sweepWorkers,
  type Diagnostic,
  type PlanState,
  type PlannedWork,
  type Replanned,
  type SchedulingProblem,
} from '@nx-crest/core';
import { askDeadline, judgeDeadline, reportDeadline } from '../deadline/report-deadline.js';
import type { ReportSchedule } from '../plan-report.js';
import type { PlanRequest } from '../plan-request.js';
import type { ReportInput } from '../report-input.js';
import { reportSchedule } from '../report-schedule.js';
import { workersThatPayOff, type ScheduledPlan } from '../schedule-plan.js';
import { missingWorkers } from './check-state.js';
import { planProgress } from './plan-progress.js';
import { previousPlan } from './previous-plan.js';
import { reportDiff } from './report-replan.js';
import type { StatedPlan } from './stated-plan.js';
import { withTaskReasons } from './task-reasons.js';

/** Changes that are told in words; the others are in the JSON. */
const MOST_CHANGES = 8;

/** A plan made again, or why what runs already cannot run at once. */
export type ReplannedPlan =
  | (ScheduledPlan & { readonly kind: 'planned' })
  | { readonly kind: 'impossible'; readonly diagnostics: readonly Diagnostic[] };

/**
 * Plans again from a state. The plan before is the schedule that the state brings along, else that of the whole document as
 * though nothing were done, with the estimates from before. `problem` is that of before, `now` what was read with new estimates.
 */
export function replanPlan(
  problem: SchedulingProblem,
  { now, state }: { readonly now: ReportInput; readonly state: StatedPlan },
  request: PlanRequest,
): ReplannedPlan {
  const { search, deadlineMs } = request;
  const workers = request.workers ?? state.schedule?.workers ?? workersThatPayOff(sweepWorkers(problem));
  const previous = state.schedule
    ? previousPlan(state.schedule, now, problem)
    : scheduled({ ...problem, workers }, search);
  const planState: PlanState = { now: state.now, progress: planProgress(state, now, previous) };
  const { budget } = search;
  const options = budget === undefined ? {} : { budget };
  const missing = missingWorkers(state, workers);
  if (missing.length > 0) return { kind: 'impossible', diagnostics: missing };
  const found = replan(previous, { ...problem, graph: now.graph, workers }, planState, options);
  if (found.kind === 'impossible') return found;

  const subject = { ...found.remaining, startsAt: state.now };
  const diff = withTaskReasons(diffSchedules(previous, found.plan, { state: planState }), previous, found.plan);
  const schedule = wholeSchedule(found, state.now);
  const kinds = [...planState.progress.values()].map(({ kind }) => kind);
  const countOf = (kind: (typeof kinds)[number]): number => kinds.filter((one) => one === kind).length;
  return {
    kind: 'planned',
    subject,
    schedule,
    deadline:
      deadlineMs === undefined
        ? null
        : isOver(subject)
          ? judgeDeadline(deadlineMs, schedule.makespanMs)
          : reportDeadline(askDeadline(subject, deadlineMs, search), deadlineMs, subject.startsAt),
    replan: {
      nowMs: state.now,
      done: countOf('done'),
      running: countOf('running'),
      failed: countOf('failed'),
      method: found.method,
      ...reportDiff(diff),
      lines: formatDiff(diff, MOST_CHANGES),
    },
  };
}

/** Nothing is left to do. */
export function isOver({ schedule }: PlannedWork): boolean {
  return schedule.makespan === 0;
}

function scheduled(problem: SchedulingProblem, search: PlanRequest['search']): PlannedWork {
  return { problem, schedule: optimizeSchedule(problem, search).schedule };
}

/** The schedule of the whole plan. No schedule of what is left undercuts its bound, which counts from now. */
function wholeSchedule(found: Replanned & { readonly kind: 'planned' }, now: number): ReportSchedule {
  const { plan, remaining, bound, optimal } = found;
  const { schedule } = plan;
  const makespan = isOver(remaining) ? schedule.makespan : milliseconds(now + bound.makespan);
  const whole = { schedule, bound: { ...bound, makespan }, optimal, schedulesBuilt: 0 };
  return { ...reportSchedule(plan.problem, whole, {}), schedulesBuilt: null };
}
