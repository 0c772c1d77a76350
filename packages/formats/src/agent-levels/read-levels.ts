import type { SourceSpan } from '@nx-crest/core';
import { readBlocks, type Heading } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { agentIn, readRow, type RowText } from './read-row.js';

/** One piece of work. */
export interface LevelRow extends RowText {
  /** Where the row's text starts in the document. */
  readonly offset: number;
  readonly span: SourceSpan;
  readonly stream: Stream | undefined;
  /** How many "Then:" stand before it in its level. */
  readonly step: number;
  readonly details: string[];
}

/** `Backend Stream (Morgan):` with the rows below. */
export interface Stream {
  readonly title: string;
  readonly agent: string | undefined;
  readonly span: SourceSpan;
  /** `[RUNS ENTIRE TIME - NEVER BLOCKS]` */
  remarks: string;
}

/** `### Level 2: Planning (PARALLEL)`. */
export interface Level {
  readonly number: string;
  readonly title: string;
  /** What stands in brackets at the end of the heading. */
  readonly mode: string;
  readonly span: SourceSpan;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly trigger: { readonly text: string; readonly span: SourceSpan } | undefined;
  readonly rows: readonly LevelRow[];
}

const LEVEL = /^(?:level|tier|layer|stage)\s+(\d{1,4})\b\s*[:.–—-]?\s*(.*)$/i;
const TREE_ROW = /^[ \t│|]*(?:[├└╰][─-]{0,3}|[|+`\\]--|[-*+]|\d{1,4}[.)])\s+(?=\S)/;
const TRIGGER = /^\s*\**(?:triggered by|starts? (?:after|when)|trigger|depends on|after)\**\s*:\**\s*(.+?)\s*$/i;
const HEADER = /^\s*\**([\p{L}][^:()[\]]{0,60}?)\s*(?:\(([^()]{1,60})\))?\s*:\**\s*$/u;
const REMARK = /^\s*\[([^\]]{3,80})\]\s*$/;

/** Reads the levels of a document. *Complexity*: linear. */
export function readLevels(source: SourceText): readonly Level[] {
  const { headings } = readBlocks(source);
  const ranges = headings.flatMap((heading, index) => {
    const found = LEVEL.exec(heading.text.replace(/^[^\p{L}]+/u, ''));
    const next = headings.slice(index + 1, index + 2)[0];
    return found
      ? [{ heading, number: found[1] ?? '', title: found[2] ?? '', lastLine: lastLineBefore(source, next) }]
      : [];
  });
  const known = agentsIn(
    source,
    ranges.map(({ heading, lastLine }) => ({ first: heading.line + 1, last: lastLine })),
  );
  return ranges.map(({ heading, number, title, lastLine }) => {
    const mode = /\(([^()]*)\)\s*$/.exec(title)?.[1] ?? '';
    const facts = { number, title: title.replace(/\s*\([^()]*\)\s*$/, '') || heading.text, mode };
    return {
      ...facts,
      ...readRows(source, { first: heading.line + 1, last: lastLine, known }),
      span: heading.span,
      firstLine: heading.line,
      lastLine,
    };
  });
}

function lastLineBefore(source: SourceText, next: Heading | undefined): number {
  return next ? next.line - 1 : source.lineStarts.length;
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

function agentsIn(source: SourceText, ranges: readonly Lines[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { first, last } of ranges) {
    for (let line = first; line <= last; line++) {
      const text = source.lineText(line);
      const row = TREE_ROW.exec(text)?.[0];
      const name = row === undefined ? undefined : agentIn(text.slice(row.length));
      if (name !== undefined) known.add(name);
      const owner = row === undefined ? HEADER.exec(text)?.[2] : undefined;
      if (owner !== undefined && /^\p{Lu}[\p{L}\p{N}_-]*$/u.test(owner)) known.add(owner);
    }
  }
  return known;
}

/** What has been read of a level. */
interface Reading {
  readonly rows: LevelRow[];
  trigger: Level['trigger'];
  stream: Stream | undefined;
  step: number;
  /** Directly below a row, where its details stand. */
  isBelow: boolean;
}

function readRows(
  source: SourceText,
  { first, last, known }: Lines & { readonly known: ReadonlySet<string> },
): Pick<Level, 'rows' | 'trigger'> {
  const reading: Reading = { rows: [], trigger: undefined, stream: undefined, step: 0, isBelow: false };
  for (let line = first; line <= last; line++) {
    const [text, span] = [source.lineText(line), source.lineSpan(line)];
    const row = TREE_ROW.exec(text)?.[0] ?? sentenceStart(text, known);
    const trigger = reading.isBelow ? undefined : TRIGGER.exec(text)?.[1];
    if (trigger !== undefined) reading.trigger ??= { text: trigger, span };
    else if (row === undefined) readOther(reading, text, span);
    else {
      const { stream, step } = reading;
      const content = readRow(text.slice(row.length), known);
      reading.rows.push({ ...content, offset: span.start.offset + row.length, span, stream, step, details: [] });
      reading.isBelow = true;
    }
  }
  return reading;
}

/** A line that is no row: a remark on the stream, a detail of the row above, or the name of a stream. */
function readOther(reading: Reading, text: string, span: SourceSpan): void {
  const { stream, isBelow, rows } = reading;
  const header = HEADER.exec(text);
  if (text.trim() === '') [reading.stream, reading.isBelow] = [undefined, false];
  else if (isBelow && stream && REMARK.test(text)) stream.remarks += ` ${text.trim()}`;
  else if (isBelow && /^\s+\S/.test(text)) rows.at(-1)?.details.push(text.trim());
  else if (header) {
    if (/^then$/i.test(header[1] ?? '')) reading.step++;
    reading.stream = streamOf(header, span);
    reading.isBelow = false;
  }
}

/** `Quinn writes tests while Sam develops`: a line that begins with an agent and goes on in lower case. */
function sentenceStart(text: string, known: ReadonlySet<string>): string | undefined {
  const found = /^(\s*)(\p{Lu}[\p{L}\p{N}_-]*) \p{Ll}/u.exec(text);
  return found && known.has(found[2] ?? '') && !text.trimEnd().endsWith(':') ? (found[1] ?? '') : undefined;
}

function streamOf(header: RegExpExecArray, span: SourceSpan): Stream | undefined {
  const [, title = '', owner] = header;
  if (/^(?:then|prerequisites?|all\b.*)$/i.test(title)) return undefined;
  const agent = owner !== undefined && /^\p{Lu}[\p{L}\p{N}_ -]*$/u.test(owner) ? owner : undefined;
  return { title, agent, span, remarks: '' };
}
