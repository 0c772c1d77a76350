import { cutText, printable } from '../display-text.js';
import type { PlanReport } from '../plan-report.js';
import { count, plannedTasks, timeText } from '../plan-words.js';
import type { TextStyle } from '../text-style.js';
import type { ReportReplan } from './report-replan.js';

/** How far the plan is, and what the new one changes. */
export function replanLines(
  replan: ReportReplan,
  report: PlanReport,
  { paint, columns }: TextStyle,
): readonly string[] {
  const { nowMs, done, running, failed, lines } = replan;
  const left = plannedTasks(report).length - done - running - failed;
  const parts = [`${done} done`, `${running} running`, ...(failed > 0 ? [`${failed} failed`] : []), `${left} to do`];
  return [
    `${paint.bold('Planned again')} (at ${timeText(nowMs)}: ${count(plannedTasks(report).length, 'task')}, ${parts.join(', ')})`,
    ...lines.map((line) => cutText(printable(line), columns)),
  ];
}
