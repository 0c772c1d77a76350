import { printable } from './display-text.js';
import type { ReportSchedule } from './plan-report.js';
import { timeText } from './plan-words.js';
import type { ReportBound } from './report-bound.js';

/** How far a schedule can be from the best possible one, and why no one can say more. */
export function gapText(schedule: ReportSchedule): string {
  if (schedule.optimal) return 'optimal: no schedule is shorter';
  const { gapPercent, lowerBoundMs } = schedule;
  return `at most ${gapPercent} % above the lower bound of ${timeText(lowerBoundMs)} (${boundReasonText(schedule)})`;
}

/** What makes a lower bound. */
export function boundReasonText({ boundReason, boundResource }: ReportBound): string {
  if (boundReason === 'critical-path' || boundResource === null) return 'the critical path';
  const whose = boundResource === 'workers' ? 'the workers' : `"${printable(boundResource)}"`;
  return boundReason === 'energy' ? `what ${whose} must do in too short a time` : `the work of ${whose}`;
}
