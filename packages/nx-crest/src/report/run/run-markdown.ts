import { cutText, printable } from '../display-text.js';
import { count, timeText } from '../plan-words.js';
import type { RunMeasured, RunReport } from './run-report.js';
import {
  cacheWords,
  countWords,
  ESTIMATE_WORDS,
  notableEstimates,
  oneMoreWords,
  planWords,
  shownChain,
  type ShownLink,
} from './run-words.js';

/** Links of the chain that are shown, and ids of tasks that were held back. */
const MOST_LINKS = 10;
const MOST_HELD = 10;
/** Columns of anything that was named by others; what is longer is cut. */
const LONGEST_NAME = 80;

/**
 * Planned against measured, for a GitHub step summary: a few kB at most, however many tasks there are; empty where nothing was
 * run. Names of tasks and resources may hold anything, and mean nothing as Markdown or HTML.
 */
export function runMarkdown(report: RunReport): string {
  const { measured } = report;
  if (!measured) return '';
  const parts = [
    `### ${code(`crest run ${report.command.slice(report.command[0] === 'run-many' ? 1 : 0).join(' ')}`)}`,
    summaryTable(report, measured),
    chainList(report, measured),
    estimateTable(measured),
    heldWords(measured),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n\n`;
}

function summaryTable(report: RunReport, measured: RunMeasured): string {
  const { outcome, makespanMs, cpuLoad } = measured;
  const took = outcome === 'interrupted' ? `interrupted after ${timeText(report.elapsedMs)}` : timeText(makespanMs);
  const plan = planWords(report);
  const oneMore = oneMoreWords(measured);
  const cache = cacheWords(measured);
  const rows: readonly (readonly [string, string])[] = [
    ['Measured', plan ? `${took} (${plan.off})` : took],
    ...(plan ? [['Planned', plan.planned] as const] : []),
    ['Tasks', cache === '' ? countWords(measured) : `${countWords(measured)}.${cache}`],
    ['Workers', `${report.workers}${cpuLoad === null ? '' : `, cores ${Math.round(100 * cpuLoad)} % busy`}`],
    ...(report.order === 'stock' ? [['Order', "Nx's own"] as const] : []),
    ...(oneMore === undefined ? [] : [['One more worker', oneMore] as const]),
  ];
  return ['| | |', '| --- | --- |', ...rows.map(([label, text]) => `| ${label} | ${text} |`)].join('\n');
}

function chainList(report: RunReport, { bindingChainMs }: RunMeasured): string {
  const links = shownChain(report, MOST_LINKS).map((link) => `1. ${linkWords(link)}`);
  if (links.length === 0) return '';
  return [`**Binding chain**: ${timeText(bindingChainMs)}`, '', ...links].join('\n');
}

function linkWords(link: ShownLink): string {
  if ('left' in link) return `_${count(link.left, 'shorter task')}_`;
  const { id, waitedFor, resource, startMs, finishMs } = link;
  const waited =
    waitedFor === 'worker' ? ', waited for a worker' : resource === undefined ? '' : `, waited for ${code(resource)}`;
  return `${code(id)} ${timeText(finishMs - startMs)}${waited}`;
}

function estimateTable(measured: RunMeasured): string {
  const rows = notableEstimates(measured).map(
    ({ id, plannedMs, measuredMs, source }) =>
      `| ${code(id)} | ${timeText(plannedMs)} | ${timeText(measuredMs)} | ${ESTIMATE_WORDS[source]} |`,
  );
  if (rows.length === 0) return '';
  return ['| worst estimates | planned | measured | estimate |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function heldWords({ heldBack }: RunMeasured): string {
  if (heldBack.length === 0) return '';
  const shown = [...heldBack.slice(0, MOST_HELD).map(code), ...(heldBack.length > MOST_HELD ? ['…'] : [])];
  return `Held back until a resource was free: ${count(heldBack.length, 'task')} (${shown.join(', ')}).`;
}

/**
 * A text as code, where nothing in it has a meaning: every ASCII sign that could have one in Markdown, in HTML or to GitHub
 * (mentions, links, emoji) is a character reference. Backticks would not do: inside them `|` ends the cell of a table.
 */
function code(text: string): string {
  const safe = cutText(printable(text), LONGEST_NAME).replace(
    /[!-,.:-@[-`{-~]/g,
    (sign) => `&#${sign.codePointAt(0) ?? 0};`,
  );
  return `<code>${safe}</code>`;
}
