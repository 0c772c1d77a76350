import type { SyntaxNode } from '@lezer/common';
import type { SourceText } from '../source/source-text.js';
import { parseMarkdown } from './parser.js';

/** A stretch of a document: its text as written, and offsets into `SourceText.text`. */
export interface TextRange {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A heading above a table. */
export interface TableHeading extends TextRange {
  readonly level: number;
}

/** One row below the header. It may end before the last column. */
export interface MarkdownTableRow {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly TextRange[];
}

/** One GFM table with the headings that it stands under, outermost first. */
export interface MarkdownTable {
  readonly headings: readonly TableHeading[];
  readonly header: readonly TextRange[];
  readonly rows: readonly MarkdownTableRow[];
}

/**
 * Every GFM table of a document, in document order; tables inside code fences are code and left out.
 * A row has at most as many cells as the header: further ones are dropped, and missing ones at the end are missing.
 * An empty cell is an empty range at the place where its text belongs. `\|` stays as written.
 *
 * *Complexity*: linear in the text.
 */
export function readTables(source: SourceText): MarkdownTable[] {
  const tables: MarkdownTable[] = [];
  let headings: readonly TableHeading[] = [];
  parseMarkdown(asParserWants(source.text)).iterate({
    enter: (node) => {
      const level = Number(/^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1] ?? 0);
      if (level > 0) {
        const heading = { level, ...headingText(source.text, node.node) };
        headings = [...headings.filter((above) => above.level < level), heading];
      }
      if (node.name === 'Table') tables.push(readTable(source.text, node.node, headings));
      return node.name === 'Document' || node.name === 'Blockquote' || /^(?:List|Bullet|Ordered)/.test(node.name);
    },
  });
  return tables;
}

/**
 * The same text, character for character as long, as the parser takes it: it ends lines at LF only, and sees no table
 * where a blank or a CR follows the last bar of the delimiter row. There the bar moves behind the blanks.
 */
function asParserWants(text: string): string {
  const lines = text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n').split('\n');
  return lines.map(withoutBlanksBehindDelimiters).join('\n');
}

function withoutBlanksBehindDelimiters(line: string): string {
  const row = line.trimEnd();
  if (row.length === line.length || !row.endsWith('|') || !/^[\s>|:-]+$/.test(row)) return line;
  return `${row.slice(0, -1)}${' '.repeat(line.length - row.length)}|`;
}

function headingText(text: string, heading: SyntaxNode): TextRange {
  let start = heading.from;
  let end = heading.to;
  for (const mark of heading.getChildren('HeaderMark')) {
    if (mark.from === start) start = mark.to;
    else end = mark.from;
  }
  return trimmed(text, start, end);
}

function readTable(text: string, table: SyntaxNode, headings: readonly TableHeading[]): MarkdownTable {
  const header = table.getChildren('TableHeader').flatMap((row) => readCells(text, row));
  const rows = table.getChildren('TableRow').map((row) => {
    const cells = readCells(text, row);
    const { start, end } = trimmed(text, row.from, row.to);
    return { start, end, cells: cells.slice(0, header.length) };
  });
  return { headings, header, rows };
}

/** What stands between two bars; an outer bar may be missing on either side. */
function readCells(text: string, row: SyntaxNode): TextRange[] {
  const cells: TextRange[] = [];
  let start = row.from;
  for (let node = row.firstChild; node; node = node.nextSibling) {
    if (node.name !== 'TableDelimiter') continue;
    const bar = text.lastIndexOf('|', node.from); // where it really stands, if it was moved
    if (bar > row.from) cells.push(trimmed(text, start, bar));
    start = node.to;
  }
  const last = trimmed(text, start, row.to);
  if (last.text !== '') cells.push(last);
  return cells;
}

function trimmed(text: string, start: number, end: number): TextRange {
  const inner = text.slice(start, end);
  const from = start + inner.length - inner.trimStart().length;
  const content = inner.trim();
  // An empty cell: one space behind the bar where there is one, so that text put there looks like its neighbours.
  if (content === '') return { text: '', start: Math.min(start + 1, end), end: Math.min(start + 1, end) };
  return { text: content, start: from, end: from + content.length };
}
