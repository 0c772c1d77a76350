import { diagnostic, HOUR, type DocumentEstimate } from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import { parseDuration } from '../duration/parse-duration.js';
import { field, type Reading } from '../fields/object-fields.js';
import type { TaskFile } from '../task-file/read-task-file.js';

/** What a size stands for, in hours of work. */
const SIZES: ReadonlyMap<string, string> = new Map([
  ['XS', '1-2h'],
  ['S', '2-4h'],
  ['M', '4-8h'],
  ['L', '8-24h'],
  ['XL', '24-40h'],
]);

/** `- **Hours**: 3-4 hours`, `Size: M`. Every repetition is bounded. */
const LINE =
  /^[ \t]{0,16}(?:[-*+][ \t]{1,8})?\*{0,2}(?:estimated[ \t]{1,4})?(hours|size|effort|time)\*{0,2}[ \t]{0,8}:[ \t]{0,8}\*{0,2}[ \t]{0,8}/i;
/** What the template leaves to be filled in, and words that say that nobody knows. */
const NO_VALUE = /^(?:[[{<]|estimated\b|xs\/|tbd\b|n\/a\b|unknown\b|-*$)/i;

interface Amount {
  readonly name: string;
  readonly text: string;
  readonly start: number;
}

/** The estimate of a task: its hours, else its size. Hours that are no duration are CREST209. *Complexity*: linear. */
export function readEstimate(reading: Reading, file: TaskFile): DocumentEstimate | undefined {
  const amounts = [...fieldAmounts(file), ...bodyAmounts(file)].filter(({ text }) => !NO_VALUE.test(text));
  for (const { name, text, start } of amounts) {
    if (name === 'size' || SIZES.has(sizeWord(text))) continue;
    const estimate = documentEstimate(reading.source, { start, end: start + text.length, unit: HOUR });
    if (estimate) return estimate;
    const span = reading.source.spanAt(start, start + text.length);
    reading.diagnostics.push(diagnostic('CREST209', { text: text.slice(0, 60) }, { span }));
  }
  for (const { text, start } of amounts) {
    const parsed = parseDuration(SIZES.get(sizeWord(text)) ?? '');
    if (!parsed?.pert) continue;
    const span = reading.source.spanAt(start, start + sizeWord(text).length);
    return { ...parsed, source: 'document', text: sizeWord(text), span };
  }
  return undefined;
}

function sizeWord(text: string): string {
  return /^(?:XS|S|M|L|XL)\b/i.exec(text)?.[0].toUpperCase() ?? '';
}

function fieldAmounts({ source, fields }: TaskFile): readonly Amount[] {
  return ['estimated_hours', 'hours', 'effort', 'estimate', 'size'].flatMap((name) => {
    const node = field(fields, name);
    if (node?.type !== 'string') return [];
    const written = source.text.slice(node.offset, node.offset + node.length);
    const quoted = /^["']/.test(written) ? 1 : 0;
    return [{ name, ...amountAt(written.slice(quoted, written.length - quoted), node.offset + quoted) }];
  });
}

function bodyAmounts({ source, blocks, front }: TaskFile): readonly Amount[] {
  const found: Amount[] = [];
  const headings = new Map(blocks.headings.map(({ line, text }) => [line, text]));
  let isEstimate = false;
  for (let line = front?.bodyLine ?? 1; line <= source.lineStarts.length; line++) {
    const heading = headings.get(line);
    if (heading !== undefined) isEstimate = /effort|estimat/i.test(heading);
    if (!isEstimate || blocks.zoneAt(line)) continue;
    const text = source.lineText(line);
    const label = LINE.exec(text);
    if (!label) continue;
    const start = (source.lineStarts[line - 1] ?? 0) + label[0].length;
    found.push({ name: (label[1] ?? '').toLowerCase(), ...amountAt(text.slice(label[0].length), start) });
  }
  return found;
}

/** The amount without marks around it and without a remark behind it: `3-4 hours (with tests)`. */
function amountAt(written: string, start: number): Pick<Amount, 'text' | 'start'> {
  const from = written.length - written.replace(/^[*_` \t]+/, '').length;
  const [head = ''] = written.slice(from).split(/[(,;]|\*\*|[ \t]#|[ \t][–—][ \t]/, 1);
  return { text: head.trimEnd().replace(/[.`_]$/, ''), start: start + from };
}
