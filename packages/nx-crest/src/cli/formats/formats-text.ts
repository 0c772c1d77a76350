import { alignColumns } from '../../report/align-columns.js';
import { printable, wrapText } from '../../report/display-text.js';
import type { TextStyle } from '../../report/text-style.js';
import type { DetectedDocument, DetectedPlan, FormatsReport } from './formats-report.js';

/** What was found, each with how it is read and why; then every format with its usual places. */
export function formatsText({ documents, formats }: FormatsReport, style: TextStyle): string {
  const found = documents.flatMap((document) => [...documentLines(document, style), '']);
  const none =
    documents.length === 0 && formats.length > 0 ? ['No planning document at a usual place below here.', ''] : [];
  return [...found, ...none, ...knownLines(formats, style)].map((line) => `${line}\n`).join('');
}

function documentLines(document: DetectedDocument, { paint, columns }: TextStyle): readonly string[] {
  const { path, format, files, plans, errors, warnings } = document;
  const remarks = [
    why(document),
    ...(files.length > 0 ? [`${files.length} ${files.length === 1 ? 'file makes' : 'files make'} up the plan.`] : []),
    ...plans.flatMap((plan) => planRemarks(plan)),
    ...(errors + warnings > 0 ? [`${errors} errors, ${warnings} warnings: crest plan ${path}`] : []),
  ];
  return [
    paint.bold(printable(`${path}: ${format ?? 'no planning format'}`)),
    ...remarks.flatMap((remark) => wrapText(printable(remark), columns - 2)).map((line) => `  ${line}`),
  ];
}

function why({ format, looksLike }: DetectedDocument): string {
  const own = looksLike.find((one) => one.format === format);
  const others = looksLike.filter((one) => one.format !== format).map((one) => `${one.format} ${one.content}`);
  const rest = others.length > 0 ? ` Also looks like: ${others.join(', ')}.` : '';
  if (!own) return `Nothing in it looks like a plan.${rest}`;
  const content = own.content > 0 ? `its content (${own.content} of 1)` : '';
  const reasons = [own.place ? 'its place' : '', content].filter((reason) => reason !== '');
  return `Recognised by ${reasons.join(' and ')}.${rest}`;
}

function planRemarks({
  tag,
  tasks,
  done,
  groups,
  notTasks,
  dependencies,
  orderPolicy,
}: DetectedPlan): readonly string[] {
  const edges = Object.entries(dependencies).map(([origin, count]) => `${count} ${origin}`);
  const reasons = Object.entries(notTasks).map(([reason, count]) => `${count} ${reason}`);
  const counts = `${tasks} tasks (${done} done), ${groups} groups; dependencies: ${edges.join(', ') || 'none'}`;
  return [
    `${tag === null ? '' : `[${tag}] `}${counts}.`,
    ...(reasons.length > 0 ? [`Not tasks: ${reasons.join(', ')}.`] : []),
    `Order: ${orderPolicy}.`,
  ];
}

function knownLines(formats: FormatsReport['formats'], { paint }: TextStyle): readonly string[] {
  if (formats.length === 0) return [];
  const rows = formats.map(({ name, title, globs }) => ({
    cells: [name, title, globs.length > 0 ? globs.join(', ') : 'anywhere: name it, or list it in "documents"'],
    look: (text: string) => text,
  }));
  const header = { cells: ['format', 'document', 'usual places'], look: paint.bold };
  return alignColumns([header, ...rows], ['left', 'left', 'left']);
}
