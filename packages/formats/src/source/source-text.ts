import type { SourcePosition, SourceSpan } from '@nx-crest/core';

/**
 * A document's text as parsers see it: without byte order mark, mojibake repaired, line ends as written.
 * Offsets into `text` become positions (`spanAt`) and, for edits, offsets into the document as it is on disk (`rawOffset`).
 */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  /** The document exactly as it was given. */
  readonly raw: string;
  /** Offset of the first character of each line. Lines end at LF, CRLF or CR. */
  readonly lineStarts: readonly number[];
  spanAt(start: number, end: number): SourceSpan;
  /** The span of a whole line, line end excluded. *Units*: `line` counts from 1. */
  lineSpan(line: number): SourceSpan;
  lineText(line: number): string;
  /** The offset in `raw` of an offset in `text`. */
  rawOffset(offset: number): number;
}

/**
 * Wraps a text. `rawOffset` maps offsets where `text` differs from `raw`; without it they must be equal.
 *
 * *Complexity*: O(n) once, O(log lines) per position.
 */
export function sourceText(
  path: string,
  text: string,
  raw: string = text,
  rawOffset: (offset: number) => number = (offset) => offset,
): SourceText {
  const lineStarts = findLineStarts(text);
  const positionAt = (offset: number): SourcePosition => {
    const index = lastAtOrBefore(lineStarts, offset);
    return { offset, line: index + 1, column: offset - (lineStarts[index] ?? 0) + 1 };
  };
  const spanAt = (start: number, end: number): SourceSpan => ({
    file: path,
    start: positionAt(start),
    end: positionAt(end),
  });
  const lineEnd = (line: number): number => {
    let end = lineStarts[line] ?? text.length;
    while (end > (lineStarts[line - 1] ?? 0) && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return end;
  };
  return {
    path,
    text,
    raw,
    lineStarts,
    spanAt,
    lineSpan: (line) => spanAt(lineStarts[line - 1] ?? text.length, lineEnd(line)),
    lineText: (line) => text.slice(lineStarts[line - 1] ?? text.length, lineEnd(line)),
    rawOffset,
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 10 || (char === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
