import { diagnostic, type Diagnostic } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import type { PlacedStatus } from './model.js';
import { statusOfWord } from './status-words.js';

const STATUS = /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}Status[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*([A-Za-z][A-Za-z _-]{1,30})/i;

/** `Status: ready-for-dev` among some lines, and CREST215 for a word that is none. *Complexity*: O(lines). */
export function findStatusLine(
  source: SourceText,
  first: number,
  last: number,
): { readonly status?: PlacedStatus; readonly diagnostics: readonly Diagnostic[] } {
  for (let line = first; line <= last; line++) {
    const found = STATUS.exec(source.lineText(line));
    if (!found) continue;
    const word = (found[1] ?? '').trimEnd();
    const start = (source.lineStarts[line - 1] ?? 0) + found[0].length - (found[1] ?? '').length;
    const span = source.spanAt(start, start + word.length);
    const status = statusOfWord(word);
    const diagnostics = status ? [] : [diagnostic('CREST215', { word }, { span })];
    return { status: { word, status: status ?? 'todo', start, end: start + word.length, span }, diagnostics };
  }
  return { diagnostics: [] };
}

/** Some lines as written, without the one that has the status: it changes while the story is the same. */
export function withoutStatusLine(source: SourceText, first: number, last: number): string | undefined {
  const { status } = findStatusLine(source, first, last);
  const start = source.lineStarts[first - 1] ?? source.text.length;
  const end = Math.max(start, source.lineSpan(last).end.offset);
  const line = status?.span.start.line;
  const [from, to] =
    line === undefined ? [end, end] : [source.lineStarts[line - 1] ?? end, source.lineStarts[line] ?? end];
  const text = `${source.text.slice(start, from)}${source.text.slice(to, end)}`.trim();
  return text === '' ? undefined : text;
}
