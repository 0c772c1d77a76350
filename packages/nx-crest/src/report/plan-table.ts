import { alignColumns, COLUMN_GAP } from './align-columns.js';
import { cutText, displayWidth, printable } from './display-text.js';
import type { Paint } from './paint.js';
import type { PlanReport, ReportTask } from './plan-report.js';
import type { TextStyle } from './text-style.js';
import { isPlanned, plannedTasks, SOURCE_WORDS, timeText } from './plan-words.js';

/** One column: its heading, its side, its text for a task. */
interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly text: (task: ReportTask) => string;
}

const SMALLEST_TITLE = 12;
/** Beyond it the eye loses the line. */
const LARGEST_TITLE = 80;

/** Every task in document order; `●` marks the tasks without slack. Titles are cut to the width of the terminal. */
export function planTable(report: PlanReport, style: TextStyle): readonly string[] {
  if (report.tasks.length === 0) return [];
  const columns = fitColumns(report, style.columns);
  const rows = report.tasks.map((task) => ({
    cells: columns.map((column) => column.text(task)),
    look: lookOf(task, style.paint),
  }));
  const head = { cells: columns.map((column) => column.head), look: style.paint.dim };
  return alignColumns(
    [head, ...rows],
    columns.map((column) => column.align),
  );
}

/** Columns that say nothing are left out; the title takes what the others leave. */
function fitColumns(report: PlanReport, width: number): readonly Column[] {
  const planned = plannedTasks(report).filter((task) => task.estimate.ms > 0);
  const sources = new Set(planned.map((task) => task.estimate.source));
  const idWidth = Math.max(SMALLEST_TITLE, Math.floor(width * 0.45));
  const others: readonly Column[] = [
    {
      head: '  task',
      align: 'left',
      text: (task) => `${task.critical ? '●' : ' '} ${cutText(printable(task.id), idWidth)}`,
    },
    { head: 'estimate', align: 'right', text: estimateText },
    { head: 'from', align: 'left', text: (task) => (task.estimate.ms > 0 ? SOURCE_WORDS[task.estimate.source] : '') },
    { head: 'wave', align: 'right', text: (task) => (task.wave === null ? '' : String(task.wave)) },
    { head: 'start', align: 'right', text: (task) => optionalTime(task.earliestStartMs) },
    { head: 'slack', align: 'right', text: (task) => optionalTime(task.slackMs) },
  ];
  const shown = others.filter((column) => column.head !== 'from' || sources.size > 1);
  if (report.tasks.every((task) => task.title === task.id || task.title === '')) return shown;

  const used = shown.map((column) => widthOf(column, report.tasks) + COLUMN_GAP).reduce((sum, n) => sum + n, 0);
  const room = Math.min(LARGEST_TITLE, width - used);
  if (room < SMALLEST_TITLE) return shown;
  const title: Column = { head: 'title', align: 'left', text: (task) => cutText(printable(task.title), room) };
  return [...shown.slice(0, 1), title, ...shown.slice(1)];
}

function widthOf(column: Column, tasks: readonly ReportTask[]): number {
  return tasks.reduce((width, task) => Math.max(width, displayWidth(column.text(task))), column.head.length);
}

/** A task that is not planned shows its status where the others show their estimate. */
function estimateText(task: ReportTask): string {
  return isPlanned(task) ? timeText(task.estimate.ms) : task.status;
}

function optionalTime(ms: number | null): string {
  return ms === null ? '' : timeText(ms);
}

function lookOf(task: ReportTask, paint: Paint): (text: string) => string {
  if (!isPlanned(task)) return paint.dim;
  return task.critical ? paint.bold : (text) => text;
}
