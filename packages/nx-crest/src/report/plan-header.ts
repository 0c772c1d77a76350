import type { EdgeOrigin, EstimateSource, TaskStatus } from '@nx-crest/core';
import { printable, wrapText } from './display-text.js';
import type { PlanReport } from './plan-report.js';
import type { TextStyle } from './text-style.js';
import { count, isPlanned, plannedTasks, timeText } from './plan-words.js';

/** What was read: its name, how much of it is left, the order policy, and what it does not contain. */
export function planHeader(report: PlanReport, style: TextStyle): readonly string[] {
  const remarks = [
    cacheRemark(report),
    orderRemark(report),
    estimateRemark(report),
    dependencyRemark(report),
    notTaskRemark(report),
    outsideRemark(report),
    replanRemark(report),
  ];
  return [
    ...wrapText(title(report), style.columns).map(style.paint.bold),
    ...[counts(report), ...remarks].filter((line) => line !== '').flatMap((line) => wrapText(line, style.columns)),
  ];
}

function title(report: PlanReport): string {
  const from = report.generatedFrom;
  if (from === null) return '';
  if (from.kind === 'workspace') {
    const on = from.projects.length > 0 ? ` -p ${from.projects.join(' ')}` : '';
    return printable(`nx run-many -t ${from.targets.join(' ')}${on} (Nx ${from.nxVersion})`);
  }
  const tag = from.tag === undefined ? '' : ` [${from.tag}]`;
  const name = from.title === undefined ? '' : `: ${from.title}`;
  return printable(`${from.path}${tag}${name}`);
}

function counts(report: PlanReport): string {
  const read = report.format === null ? '' : `Read as ${report.format}: `;
  return `${read}${count(report.tasks.length, 'task')}${statusCounts(report)}, ${dependencyCounts(report)}.`;
}

function statusCounts(report: PlanReport): string {
  const planned = plannedTasks(report).length;
  if (planned === report.tasks.length) return '';
  const order: readonly TaskStatus[] = ['done', 'deferred', 'cancelled', 'todo', 'in-progress', 'blocked'];
  const left = order.flatMap((status) => {
    const found = report.tasks.filter((task) => !isPlanned(task) && task.status === status).length;
    return found === 0 ? [] : [`${found} ${status}`];
  });
  return ` (${[...left, `${planned} to do`].join(', ')})`;
}

function dependencyCounts(report: PlanReport): string {
  const tally = new Map<EdgeOrigin, number>();
  const holders = [...report.tasks, ...report.groups];
  for (const { dependsOn } of holders) {
    for (const { origin } of dependsOn) tally.set(origin, (tally.get(origin) ?? 0) + 1);
  }
  const total = [...tally.values()].reduce((sum, n) => sum + n, 0);
  const name = total === 1 ? 'dependency' : 'dependencies';
  if (report.format === null || tally.size === 0) return `${total} ${name}`;
  const parts = [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).map(([origin, n]) => `${n} ${origin}`);
  return parts.length === 1
    ? `${total} ${name} (${[...tally.keys()].join('')})`
    : `${total} ${name} (${parts.join(', ')})`;
}

const SOURCE_PHRASES: Readonly<Record<EstimateSource, string>> = {
  override: 'set by hand',
  history: 'from recorded runs',
  'nx-history': "from Nx's history",
  document: 'from the document',
  prediction: 'predicted from code size',
  default: 'by default',
};

function cacheRemark(report: PlanReport): string {
  return report.generatedFrom?.kind === 'workspace' ? "Planned as though nothing were in Nx's cache." : '';
}

function orderRemark(report: PlanReport): string {
  return report.orderPolicy === null ? '' : `Order policy: ${printable(report.orderPolicy)}`;
}

function dependencyRemark(report: PlanReport): string {
  if (report.format === null || report.tasks.length < 2) return '';
  const declared = [...report.tasks, ...report.groups].some((task) =>
    task.dependsOn.some(({ origin }) => origin === 'explicit'),
  );
  return declared ? '' : 'The document declares no dependencies between tasks.';
}

function estimateRemark(report: PlanReport): string {
  const planned = plannedTasks(report).filter((task) => task.estimate.ms > 0);
  const tally = new Map<EstimateSource, number>();
  for (const { estimate } of planned) tally.set(estimate.source, (tally.get(estimate.source) ?? 0) + 1);
  const guessed = planned.find((task) => task.estimate.source === 'default');
  if (guessed && tally.size === 1) {
    const without = report.format === null ? 'No task was ever measured' : 'The document states no durations';
    return `${without}: every task counts as ${timeText(guessed.estimate.ms)}, so times are only relative.`;
  }
  const sources = [...tally].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = sources.map(([source, n]) => `${n === planned.length ? 'all' : n} ${SOURCE_PHRASES[source]}`);
  if (parts.length === 0) return '';
  const rest = guessed ? `; the default is ${timeText(guessed.estimate.ms)}` : '';
  return `Estimates: ${parts.join(', ')}${rest}.`;
}

function notTaskRemark(report: PlanReport): string {
  if (report.notTasks.length === 0) return '';
  const lines = report.notTasks.map(({ line }) => line);
  const shown = lines.slice(0, 8).join(', ') + (lines.length > 8 ? ', …' : '');
  return `Not tasks, though they look like it: ${count(lines.length, 'line')} (${shown}); reasons with --json.`;
}

/** Names of what is waited for outside that are shown. */
const MOST_OUTSIDE = 6;

function outsideRemark({ outside }: PlanReport): string {
  if (outside.length === 0) return '';
  const names = [...new Set(outside.map(({ plan, on }) => [plan, on].filter((name) => name !== null).join(':')))];
  const shown = names.slice(0, MOST_OUTSIDE).join(', ') + (names.length > MOST_OUTSIDE ? ', …' : '');
  return `Waits for what is outside this plan, and not in its times: ${printable(shown)}.`;
}

function replanRemark({ replan }: PlanReport): string {
  if (replan === null) return '';
  return 'Table, numbers of workers, critical path and waves are about the whole plan, as though nothing had begun.';
}
