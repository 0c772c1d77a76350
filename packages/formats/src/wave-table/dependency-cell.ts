import type { TextRange } from '../markdown/read-tables.js';
import type { IdReference } from '../order/id-list.js';

/** One entry of a dependency cell, with its place. */
export type DependencyEntry = TextRange &
  ({ readonly kind: 'all-above' } | { readonly kind: 'references'; readonly references: readonly IdReference[] });

const NONE = /^(?:none|n\/?a|no|nil|nothing|independent|no dependencies|tbd|[-–—]+)$/i;
const ALL_WORDS = new Set(
  'all everything tasks the of above previous prior before preceding earlier other others'.split(' '),
);

/**
 * Reads a dependency cell: ids between `,`, `;`, `+`, `&` or `and`, ranges `T001-T006`, wildcards `CORE-*` and `7.x`,
 * `ALL above`, `None`. Text in parentheses and mark-up are skipped. Of a phrase, the known ids count; a phrase
 * without one is kept whole, for the graph builder to report.
 *
 * *Complexity*: linear in the cell.
 */
export function readDependencyCell(cell: TextRange, isKnown: (written: string) => boolean): DependencyEntry[] {
  const entries: DependencyEntry[] = [];
  for (const piece of blankOut(cell.text).matchAll(/[^,;+&]+/g)) {
    for (const part of splitAtAnd(piece[0])) {
      const text = part.text.trim().replace(/^(?:tasks?\s+|#)/i, '');
      if (text === '' || NONE.test(text)) continue;
      const start = cell.start + piece.index + part.index + part.text.indexOf(text);
      const end = start + text.length;
      const isAll =
        /^(?:all|everything)\b/i.test(text) && words(text).every((word) => ALL_WORDS.has(word.toLowerCase()));
      if (isAll) entries.push({ text, start, end, kind: 'all-above' });
      else entries.push({ text, start, end, kind: 'references', references: readReferences(text, isKnown) });
    }
  }
  return entries;
}

/** Blanks for what does not count, so that every offset stays. */
function blankOut(text: string): string {
  if (!/[(<*_`~[\]]/.test(text)) return text; // most cells
  return text
    .replace(/<br\s*\/?>/gi, (mark) => ','.padEnd(mark.length))
    .replace(/\]\([^()]*\)|\([^()]*\)/g, (aside) => ' '.repeat(aside.length))
    .replace(/\*\*|__|[`~[\]]/g, (mark) => ' '.repeat(mark.length));
}

function splitAtAnd(text: string): { readonly text: string; readonly index: number }[] {
  if (!/\sand\s/i.test(text)) return [{ text, index: 0 }];
  const parts: { text: string; index: number }[] = [];
  let index = 0;
  for (const part of text.split(/(\sand\s)/i)) {
    if (!/^\sand\s$/i.test(part)) parts.push({ text: part, index });
    index += part.length;
  }
  return parts;
}

function readReferences(text: string, isKnown: (written: string) => boolean): IdReference[] {
  const whole = readReference(text, isKnown);
  if (whole) return [whole];
  const known = words(text).flatMap((word) => readReference(word.replace(/[.:]$/, ''), isKnown) ?? []);
  const certain = known.filter((reference) => reference.kind !== 'id' || isKnown(reference.id));
  return certain.length > 0 ? certain : [{ kind: 'id', id: text }];
}

/** A text that is one id, range or wildcard as a whole. */
function readReference(text: string, isKnown: (written: string) => boolean): IdReference | undefined {
  if (isKnown(text)) return { kind: 'id', id: text };
  if (/^\S+(?:\*|\.x)$/i.test(text)) return { kind: 'below', prefix: text.slice(0, -1) };
  return readRange(text, isKnown) ?? (/\s/.test(text) ? undefined : { kind: 'id', id: text });
}

/** `MCP-1-MCP-4` has three hyphens: the one between two ids counts. */
function readRange(text: string, isKnown: (written: string) => boolean): IdReference | undefined {
  if (text.length > 140) return undefined; // two ids of full length
  for (const dash of text.matchAll(/\s+(?:to|through)\s+|\s*(?:\.{2,3}|…|[-–—])\s*/gi)) {
    const first = text.slice(0, dash.index);
    const last = text.slice(dash.index + dash[0].length).replace(/^tasks?\s+/i, '');
    const alike = /^[a-z]+\d+$/i.test(first) && /^[a-z]+\d+$/i.test(last);
    if (alike || (isKnown(first) && isKnown(last))) return { kind: 'range', first, last };
  }
  return undefined;
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
