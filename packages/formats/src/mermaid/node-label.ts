import { findBrackets } from '../duration/find-brackets.js';
import { parseDuration } from '../duration/parse-duration.js';
import type { ChartNode } from './read-flowchart.js';

const BREAK = /<br\s{0,4}\/?>|\\n/gi;

function plainLabel(node: ChartNode): string {
  const blanks = (text: string): string => ' '.repeat(text.length);
  // Blanks of the same length, so that every offset stays.
  return (node.label?.text ?? node.id).replace(BREAK, blanks).replace(/[*`"]/g, ' ');
}

/** The label in one line, without the duration in brackets at its end. */
export function titleOf(node: ChartNode): string {
  const label = plainLabel(node);
  const place = durationIn(node);
  const text = place ? `${label.slice(0, place.start)} ${label.slice(place.end)}`.replace(/[([]\s+[)\]]/, '') : label;
  return text.replace(/\s+/g, ' ').trim() || node.id;
}

/** `Build (2h)`, or `Build<br/>3 days`: the last line of a label may be its duration. */
export function durationIn(node: ChartNode): { readonly start: number; readonly end: number } | undefined {
  const label = plainLabel(node);
  const found = findBrackets(label);
  if (found && parseDuration(found.text)) return found;
  const last = [...(node.label?.text ?? '').matchAll(BREAK)].at(-1);
  if (!last) return undefined;
  const from = last.index + last[0].length;
  const line = label.slice(from);
  const start = from + line.length - line.trimStart().length;
  return parseDuration(line) ? { start, end: start + line.trim().length } : undefined;
}
