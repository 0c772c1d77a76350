import { planHeader } from './plan-header.js';
import type { PlanReport } from './plan-report.js';
import { planSummary } from './plan-summary.js';
import { planTable } from './plan-table.js';
import { plannedTasks } from './plan-words.js';
import { replanLines } from './replan/replan-text.js';
import { simulationLines } from './simulation/simulation-text.js';
import type { TextStyle } from './text-style.js';
import { whatIfLines } from './what-if/what-if-text.js';

/** Prose is hard to read in longer lines. */
const LONGEST_LINE = 110;

/** A plan for people: what was read, every task, and last, so that it stays on the screen, what follows from it. */
export function planText(report: PlanReport, style: TextStyle): string {
  const prose = { ...style, columns: Math.min(style.columns, LONGEST_LINE) };
  const parts = [
    planHeader(report, prose),
    planTable(report, style),
    planSummary(report, prose),
    ...sections(report, prose),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What was asked for besides the plan. */
function sections(report: PlanReport, style: TextStyle): readonly (readonly string[])[] {
  if (plannedTasks(report).length === 0) return [];
  const { deadline, simulation, replan } = report;
  return [
    replan ? replanLines(replan, report, style) : [],
    simulation ? simulationLines(simulation, deadline?.deadlineMs, style) : [],
    report.whatIf ? whatIfLines(report.whatIf, report, style) : [],
  ];
}
