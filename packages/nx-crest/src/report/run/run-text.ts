import { count, timeText } from '../plan-words.js';
import { cutText, printable, wrapText } from '../display-text.js';
import type { TextStyle } from '../text-style.js';
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

/** Links of the chain, estimates, and tasks that were held back: so many are shown, or as many as fit into so many lines. */
const CHAIN = { most: 6, lines: 2 };
const ESTIMATES = { most: 3, lines: 2 };
const HELD_BACK = { most: 3, lines: 1 };
/** Columns of an id or the name of a resource; what is longer is cut, and whole in the JSON. */
const LONGEST_NAME = 36;

/**
 * Planned against measured, for the terminal: at most 8 lines of 100 columns, each ended by a line feed. One line where nothing was
 * executed or the run was interrupted; empty where nothing was run.
 */
export function runText(report: RunReport, style: TextStyle): string {
  const { measured } = report;
  if (!measured) return '';
  const lines = isShort(measured)
    ? wrapText(shortWords(report, measured), style.columns)
    : longLines(report, measured, style);
  return lines.map((line) => `${withHead(line, style)}\n`).join('');
}

function isShort({ outcome, executed, failed }: RunMeasured): boolean {
  return outcome === 'interrupted' || executed + failed === 0;
}

function shortWords(report: RunReport, measured: RunMeasured): string {
  const { outcome, makespanMs, executed, restored, failed, unfinished } = measured;
  const ended = executed + restored + failed;
  if (outcome === 'interrupted') {
    return `Interrupted after ${timeText(report.elapsedMs)}: ${ended} of ${count(ended + unfinished, 'task')} had ended.`;
  }
  const cache = cacheWords(measured);
  if (outcome === 'incomplete') return `Measured: ${countWords(measured)}.${cache}`;
  return `Measured: ${count(restored, 'task')} restored in ${timeText(makespanMs)}, none executed.${cache}`;
}

function longLines(report: RunReport, measured: RunMeasured, { columns }: TextStyle): readonly string[] {
  const oneMore = oneMoreWords(measured);
  return [
    ...wrapText(`Measured: ${measuredWords(report, measured)}.${cacheWords(measured)}`, columns),
    ...fitting(CHAIN, columns, (most) => chainWords(report, measured, most)),
    ...fitting(ESTIMATES, columns, (most) => estimateWords(measured, most)),
    ...fitting(HELD_BACK, columns, (most) => heldWords(measured, most)),
    ...(oneMore === undefined ? [] : wrapText(`One more worker: ${oneMore}.`, columns)),
  ];
}

/** The text with as many items as fit into the lines, but at least one. */
function fitting(
  { most, lines }: { readonly most: number; readonly lines: number },
  columns: number,
  textWith: (items: number) => string,
): readonly string[] {
  for (let items = most; ; items--) {
    const text = textWith(items);
    if (text === '') return [];
    const wrapped = wrapText(text, columns);
    if (wrapped.length <= lines || items === 1) return wrapped;
  }
}

function measuredWords(report: RunReport, measured: RunMeasured): string {
  const took = timeText(measured.makespanMs);
  const counts = countWords(measured);
  if (measured.outcome === 'incomplete') {
    const why = report.forecast ? ', which cannot be compared with the plan' : '';
    return `${took}${why}: ${counts}`;
  }
  const plan = planWords(report);
  return plan ? `${took}, planned ${plan.planned}: ${plan.off}. ${counts}` : `${took}: ${counts}`;
}

function chainWords(report: RunReport, { bindingChainMs }: RunMeasured, most: number): string {
  const chain = shownChain(report, most).map(linkWords).join(' → ');
  return chain === '' ? '' : `Binding chain: ${chain}; ${timeText(bindingChainMs)} in all.`;
}

function linkWords(link: ShownLink): string {
  if ('left' in link) return `${link.left} shorter`;
  const { id, waitedFor, resource, startMs, finishMs } = link;
  const waited = waitedFor === 'worker' ? '(worker) ' : resource === undefined ? '' : `("${name(resource)}") `;
  return `${waited}${name(id)} ${timeText(finishMs - startMs)}`;
}

function estimateWords(measured: RunMeasured, most: number): string {
  const estimates = notableEstimates(measured).slice(0, most);
  const words = estimates.map(
    ({ id, plannedMs, measuredMs, source }) =>
      `${name(id)} ${timeText(measuredMs)}, planned ${timeText(plannedMs)} (${ESTIMATE_WORDS[source]})`,
  );
  if (words.length === 0) return '';
  return `Worst ${words.length === 1 ? 'estimate' : 'estimates'}: ${words.join('; ')}.`;
}

function heldWords({ heldBack }: RunMeasured, most: number): string {
  if (heldBack.length === 0) return '';
  const more = heldBack.length > most ? ', …' : '';
  const shown = heldBack.slice(0, most).map(name).join(', ');
  return `Held back by resources: ${count(heldBack.length, 'task')} (${shown}${more}).`;
}

function name(text: string): string {
  return cutText(printable(text), LONGEST_NAME);
}

const HEADS = /^(?:Measured|Interrupted|Binding chain|Worst estimates?|Held back|One more worker)\b/;

/** What a line is about, is bold. */
function withHead(line: string, { paint }: TextStyle): string {
  return line.replace(HEADS, paint.bold);
}
