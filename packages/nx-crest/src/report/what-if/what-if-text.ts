import { compareText, INFERRED_ORIGINS } from '@nx-crest/core';
import { cutText, printable } from '../display-text.js';
import type { PlanReport } from '../plan-report.js';
import { count, labelled, timeText } from '../plan-words.js';
import type { TextStyle } from '../text-style.js';
import type { ReportBarrierCost, ReportCut, ReportSavings, ReportWhatIf } from './report-what-if.js';

/** Rows of each kind that are shown; the others are in the JSON. */
const MOST_ROWS = 5;
const LONGEST_TITLE = 36;

/** What pays off most, in a few lines. */
export function whatIfLines(whatIf: ReportWhatIf, report: PlanReport, style: TextStyle): readonly string[] {
  const { halving, dependencies, capacity, barrier } = whatIf;
  const halves = topRows(halving, ({ id, savedMs }) => `${printable(id)} saves ${timeText(savedMs)}`);
  const cuts = topRows(dependencies, (cut) => `${cutName(cut, report)} costs ${timeText(cut.savedMs)}`);
  const more = capacity.map(({ resource, savedMs }) => {
    return `${resource === null ? 'worker' : printable(resource)} saves ${savedMs === 0 ? 'nothing' : timeText(savedMs)}`;
  });
  return [
    `${style.paint.bold('What if')} (each change on its own, on ${count(report.schedule.workers, 'worker')})`,
    ...labelled('Half as long', halves.length === 0 ? nothing(halving, 'no task saves') : halves.join(', '), style),
    ...(cuts.length === 0 ? [nothing(dependencies, 'no inferred dependency costs')] : cuts).flatMap((text, row) =>
      labelled(row === 0 ? 'Dependencies' : '', text, style),
    ),
    ...labelled('One more', more.join(', '), style),
    ...labelled('Whole waves', barrierText(barrier), style),
  ];
}

function topRows<T>({ values }: ReportSavings<T>, text: (value: T) => string): readonly string[] {
  const rest = values.length > MOST_ROWS ? [`${values.length - MOST_ROWS} more with --json`] : [];
  return [...values.slice(0, MOST_ROWS).map(text), ...rest];
}

/** Where not everything was tried that could save something, nothing is proven. */
function nothing({ candidates, evaluated }: ReportSavings<unknown>, what: string): string {
  return `${what} anything${evaluated < candidates ? ` (${evaluated} of ${candidates} tried)` : ''}`;
}

function cutName(cut: ReportCut, report: PlanReport): string {
  const [before, after] = [nameOf(cut.before, report), nameOf(cut.after, report)];
  const origin = cut.origin ?? '';
  switch (cut.kind) {
    case 'all':
      return `every inferred dependency${remedy(inferredOrigins(report), report)}`;
    case 'origin':
      return `every dependency by ${origin}${remedy([origin], report)}`;
    case 'joint':
      return `${after || 'all that waits'} waiting for ${before} (${origin})`;
    case 'task':
      return `${after} waiting for ${count(cut.dependencies, 'task')} (${origin})`;
    case 'edge':
      return `${after} waiting for ${before} (${origin})`;
    default:
      return cut.kind satisfies never;
  }
}

/** The option that plans without them; a workspace has none. */
function remedy(origins: readonly string[], { generatedFrom }: PlanReport): string {
  return generatedFrom?.kind === 'document' ? ` (--without ${origins.join(',')})` : '';
}

function inferredOrigins(report: PlanReport): readonly string[] {
  const origins = new Set(
    [...report.tasks, ...report.groups].flatMap((one) => one.dependsOn.map(({ origin }) => origin)),
  );
  return [...origins].filter((origin) => INFERRED_ORIGINS.has(origin)).sort(compareText);
}

/** A group by its title, a task by its id. */
function nameOf(id: string | null, { groups }: PlanReport): string {
  const group = groups.find((one) => one.id === id);
  return group ? `"${cutText(printable(group.title), LONGEST_TITLE)}"` : printable(id ?? '');
}

function barrierText({ topological, document }: ReportWhatIf['barrier']): string {
  const cost = ({ barrierMakespanMs, costMs }: ReportBarrierCost): string =>
    `${timeText(barrierMakespanMs)} (cost ${timeText(costMs)})`;
  const whole = topological ? `waiting for them takes ${cost(topological)}` : 'cannot be waited for';
  return document ? `${whole}, for those of the document ${cost(document)}` : whole;
}
