import { leastWorkers, type LeastWorkers } from '@nx-crest/core';
import type { PlanRequest } from '../plan-request.js';
import type { PlannedSubject } from '../planned-subject.js';
import { reportBound, type ReportBound } from '../report-bound.js';

/** How many workers a deadline takes; times in milliseconds from the start of the plan. */
export interface ReportDeadline {
  readonly deadlineMs: number;
  /** `found`: a schedule meets it. `impossible`: proven that none does. `unknown`: none was found. */
  readonly kind: 'found' | 'impossible' | 'unknown';
  /** The fewest with whom a schedule was found that meets it (null where the plan is over), and its makespan; null where none was. */
  readonly leastWorkers: number | null;
  readonly makespanMs: number | null;
  /** So many workers are proven not to meet it; null where no number does. */
  readonly tooFew: number | null;
  /** No smaller number of workers meets it; with `impossible`, no number. */
  readonly proven: boolean;
  /** With as many workers as wanted; null where that does not matter, and where the plan is over. */
  readonly bound: ReportBound | null;
}

const NOBODY = { leastWorkers: null, makespanMs: null, tooFew: null, proven: false, bound: null };

/** Whether a plan that is over met its deadline: no number of workers changes that. */
export function judgeDeadline(deadlineMs: number, endedAt: number): ReportDeadline {
  const isMet = endedAt <= deadlineMs;
  const end = isMet ? { kind: 'found' as const, makespanMs: endedAt } : { kind: 'impossible' as const };
  return { ...NOBODY, deadlineMs, proven: true, ...end };
}

/** How many workers a deadline takes. A budget in schedules counts for each number that is tried, a budget in time does not. */
export function askDeadline(
  { problem, startsAt }: Pick<PlannedSubject, 'problem' | 'startsAt'>,
  deadlineMs: number,
  { budget }: PlanRequest['search'],
): LeastWorkers {
  return leastWorkers(problem, Math.max(0, deadlineMs - startsAt), budget === undefined ? {} : { budget });
}

/** The least workers that meet a deadline, as the report tells it. */
export function reportDeadline(found: LeastWorkers, deadlineMs: number, startsAt: number): ReportDeadline {
  const nobody = { ...NOBODY, deadlineMs };
  switch (found.kind) {
    case 'found': {
      const { kind, workers, tooFew, proven, makespan } = found;
      return { ...nobody, kind, leastWorkers: workers, makespanMs: startsAt + makespan, tooFew, proven };
    }
    case 'impossible':
      return { ...nobody, kind: found.kind, proven: true, bound: reportBound(found.bound, startsAt) };
    case 'unknown': {
      const { kind, tooFew, makespan } = found;
      return { ...nobody, kind, makespanMs: startsAt + makespan, tooFew, bound: reportBound(found.bound, startsAt) };
    }
    default:
      return found satisfies never;
  }
}
