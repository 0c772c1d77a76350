import { boundReasonText } from '../gap-text.js';
import type { PlanReport } from '../plan-report.js';
import { count, timeText } from '../plan-words.js';
import type { ReportDeadline } from './report-deadline.js';

/** Who meets the deadline, and whether the schedule that is shown does. */
export function deadlineText(deadline: ReportDeadline, { schedule }: Pick<PlanReport, 'schedule'>): string {
  if (deadline.leastWorkers === null && deadline.bound === null) {
    const outcome = deadline.kind === 'found' ? 'met' : 'missed';
    return `${timeText(deadline.deadlineMs)}: ${outcome}, the plan ended at ${timeText(schedule.makespanMs)}`;
  }
  const late = schedule.makespanMs - deadline.deadlineMs;
  const isMissed = late > 0 && deadline.kind === 'found';
  const missed = isMissed
    ? `; this schedule on ${count(schedule.workers, 'worker')} is ${timeText(late)} too late`
    : '';
  return `${timeText(deadline.deadlineMs)}: ${whoText(deadline)}${missed}`;
}

function whoText(deadline: ReportDeadline): string {
  const { bound, makespanMs } = deadline;
  if (deadline.kind === 'found') return foundText(deadline);
  const limit = bound ? `${boundReasonText(bound)} alone takes until ${timeText(bound.lowerBoundMs)}` : '';
  if (deadline.kind === 'impossible') return `impossible with any number of workers: ${limit}`;
  return `no schedule was found that meets it, the best takes ${timeText(makespanMs ?? 0)}; not proven impossible: ${limit}`;
}

function foundText({ leastWorkers, makespanMs, tooFew, proven }: ReportDeadline): string {
  const workers = leastWorkers ?? 1;
  const least = `${count(workers, 'worker')} meet${workers === 1 ? 's' : ''} it (${timeText(makespanMs ?? 0)})`;
  if (workers === 1) return least;
  if (proven) return `${least}; fewer cannot: proven`;
  const fewer = tooFew === null || tooFew === 0 ? '' : `, ${tooFew} cannot: proven`;
  return `${least}; with ${workers - 1} no schedule was found that does${fewer}`;
}
