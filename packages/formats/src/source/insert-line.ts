import type { TextEdit } from '../plan-format.js';
import type { SourceText } from './source-text.js';

/** The edit that puts a line behind another one, with the line end that the document uses there. */
export function insertLineBehind(source: SourceText, line: number, text: string): TextEdit {
  const end = source.lineSpan(line).end.offset;
  const before = source.lineSpan(Math.max(1, line - 1)).end.offset;
  const eol = eolAt(source, end) ?? eolAt(source, before) ?? '\n';
  return { start: end, end, text: eol + text };
}

function eolAt({ text }: SourceText, offset: number): string | undefined {
  return /^(?:\r\n|\n|\r)/.exec(text.slice(offset, offset + 2))?.[0];
}
