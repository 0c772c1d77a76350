import { formatAmount } from '@nx-crest/core';
import { alignColumns } from './align-columns.js';
import { deadlineText } from './deadline/deadline-text.js';
import { printable } from './display-text.js';
import type { PlanReport, ReportBarrier, SweepRow } from './plan-report.js';
import type { TextStyle } from './text-style.js';
import { gapText } from './gap-text.js';
import { count, labelled, plannedTasks, timeText } from './plan-words.js';

/** A chain longer than this is shown by its ends. */
const CHAIN_HEAD = 8;
const CHAIN_TAIL = 4;
const MOST_WAVES = 24;
/** The sweep's rows that are always shown; every row where there are no more than this many. */
const SWEEP_ROWS = 10;
const SWEEP_STEPS = new Set([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024]);

/** What follows from the plan: sweep, critical path, waves, width, work, bounds, barriers and the schedule. */
export function planSummary(report: PlanReport, style: TextStyle): readonly string[] {
  const planned = plannedTasks(report);
  if (planned.length === 0) return ['Nothing left to do.'];
  return [
    ...sweepLines(report, style),
    '',
    ...labelled('Critical path', criticalPathText(report), style),
    ...labelled('', chainText(report.criticalPath.ids), style),
    ...labelled('Waves', wavesText(report), style),
    ...labelled('Barriers', barrierText(report), style),
    ...labelled('Total work', workText(report), style),
    ...labelled('Schedule', scheduleText(report), style),
    ...limitLines(report, style),
    ...(report.deadline ? labelled('Deadline', deadlineText(report.deadline, report), style) : []),
  ];
}

/** What limits the schedule besides dependencies and workers: resources, and files where they bind. */
function limitLines({ resources, schedule }: PlanReport, style: TextStyle): readonly string[] {
  const parts = resources.map(
    ({ name, capacity, unit, tasks }) =>
      `${printable(name)} ${formatAmount(capacity, unit)} (${count(tasks.length, 'task')})`,
  );
  const waiting = schedule.waitingForFiles;
  const files = `${waiting === 1 ? '1 task waits' : `${waiting} tasks wait`} for a file that another one holds`;
  return [
    ...(parts.length === 0 ? [] : labelled('Resources', parts.join(', '), style)),
    ...(waiting === 0 ? [] : labelled('Files', files, style)),
  ];
}

function sweepLines(report: PlanReport, { paint }: TextStyle): readonly string[] {
  const { knee } = report;
  const rows = report.sweep.filter(
    ({ workers }, index, all) =>
      all.length <= SWEEP_ROWS ||
      SWEEP_STEPS.has(workers) ||
      workers === knee ||
      workers === report.schedule.workers ||
      index === all.length - 1,
  );
  const head = { cells: ['workers', 'planned', 'lower bound', 'saved'], look: paint.dim };
  const lines = rows.map((row) => ({
    cells: [
      String(row.workers),
      timeText(row.makespanMs),
      timeText(row.lowerBoundMs),
      `${savedPercent(row, report)} %`,
      row.workers === knee ? '← knee' : '',
    ],
    look: row.workers === report.schedule.workers ? paint.bold : (text: string): string => text,
  }));
  return alignColumns([head, ...lines], ['right', 'right', 'right', 'right', 'left']);
}

/** In whole percent, from the times: rounding the report's rounded number again could be off by one. */
function savedPercent(row: SweepRow, report: PlanReport): number {
  return report.totalWorkMs === 0 ? 0 : Math.round(100 * (1 - row.makespanMs / report.totalWorkMs));
}

function criticalPathText(report: PlanReport): string {
  const { ids, ms } = report.criticalPath;
  const withoutSlack = plannedTasks(report).filter((task) => task.critical).length;
  const others =
    withoutSlack > ids.length ? `; ${withoutSlack} tasks have no slack (●), so it is not the only one` : '';
  return `${timeText(ms)} planned over ${count(ids.length, 'task')}${others}`;
}

function chainText(ids: readonly string[]): string {
  const left = ids.length - CHAIN_HEAD - CHAIN_TAIL;
  const shown = left > 1 ? [...ids.slice(0, CHAIN_HEAD), `(${left} more)`, ...ids.slice(-CHAIN_TAIL)] : ids;
  return printable(shown.join(' → '));
}

function wavesText(report: PlanReport): string {
  const sizes = report.waves.map((wave) => wave.length);
  const shown =
    sizes.length <= MOST_WAVES
      ? `with ${sizes.join(', ')} ${sizes.every((size) => size === 1) ? 'task' : 'tasks'}`
      : `the largest with ${count(largest(sizes), 'task')}`;
  const width =
    report.width === null
      ? 'width not computed beyond 5,000 tasks'
      : `width ${report.width} (most tasks that can run at once)`;
  return `${sizes.length}, ${shown}; ${width}`;
}

/** A chain of 100,000 tasks has as many waves: too many for arguments of a call. */
function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

function barrierText({ barrier, documentWaves }: PlanReport): string {
  const cost = ({ makespanMs, costMs }: ReportBarrier): string => `${timeText(makespanMs)} (cost ${timeText(costMs)})`;
  const whole = `waiting for whole waves would take ${cost(barrier.topological)}`;
  if (documentWaves.length === 0) return whole;
  const own = `the ${count(documentWaves.length, 'wave')} that the document draws`;
  if (barrier.document) return `${whole}, for ${own} ${cost(barrier.document)}`;
  return `${whole}; ${own} cannot be followed: a task is in none, or in one before what it waits for`;
}

function workText(report: PlanReport): string {
  return `${timeText(report.totalWorkMs)} planned over ${count(plannedTasks(report).length, 'task')}`;
}

function scheduleText(report: PlanReport): string {
  const { schedule, replan } = report;
  const end = `${timeText(schedule.makespanMs)} planned on ${count(schedule.workers, 'worker')}`;
  const gap = gapText(schedule);
  if (replan) {
    const past = Math.min(replan.nowMs, schedule.makespanMs);
    return `${end}${past > 0 ? `, ${timeText(past)} of it past` : ''}; ${gap}`;
  }
  const reason = schedule.workers === report.knee ? ', the knee (within 5 % of what more workers could reach)' : '';
  const saved = report.totalWorkMs - schedule.makespanMs;
  const saving = saved > 0 ? `; saves ${timeText(saved)} over one worker` : '';
  const doubt = schedule.reproducible ? '' : '; with a time as budget another run or machine may find another schedule';
  return `${end}${reason}; ${gap}${saving}${doubt}`;
}
