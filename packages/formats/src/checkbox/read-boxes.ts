import type { MarkdownBlocks, Zone } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';

/** One line that begins like a checkbox. *Units*: offsets into `SourceText.text`; `indent` in columns, tab stops of 4. */
export interface Box {
  readonly line: number;
  readonly indent: number;
  /** The character between the brackets, and where it stands. */
  readonly status: string;
  readonly statusStart: number;
  /** What follows the closing bracket. */
  readonly text: string;
  readonly textStart: number;
  /** Set where the line lies in a fence, a comment, raw HTML or the front matter. */
  readonly zone: Zone | undefined;
  /** Index of the box that this one is indented below. */
  readonly parent: number | undefined;
  /** Lines that belong to the item and to none of its nested boxes. */
  readonly details: readonly number[];
}

// Every quantifier is followed by a character that it cannot take: linear on any line.
const BOX = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[(.)\]/u;
const LIST_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/;

/**
 * Reads every raw box line of a document: optional indent, a bullet or number, `[`, one character, `]`.
 * Nesting is by indent, two columns or more; a heading, a rule, a plain bullet of the same depth or a paragraph after a
 * blank line ends an item. Tolerant on purpose: what a format does not take as a task, it lists with a reason.
 *
 * *Complexity*: O(n).
 */
export function readBoxes(source: SourceText, blocks: MarkdownBlocks): readonly Box[] {
  const headingLines = new Set(blocks.headings.map((heading) => heading.line));
  const reading: Reading = { source, boxes: [], open: [], lazy: false };
  let zone: Zone | undefined;
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    const previousZone = zone;
    zone = blocks.zoneAt(line);
    if (zone) readZoneLine(reading, { line, text, zone, first: zone !== previousZone });
    else if (text.trim() === '') keepAsDetail(reading, line, false);
    else if (headingLines.has(line) || RULE.test(text)) reading.open = [];
    else readTextLine(reading, line, text);
  }
  return reading.boxes;
}

interface Reading {
  readonly source: SourceText;
  readonly boxes: Writable[];
  /** The box that lines belong to at the moment, last, and those around it. */
  open: readonly Writable[];
  /** Directly below a line of the open item: its paragraph may go on without indent. */
  lazy: boolean;
}

interface ZoneLine {
  readonly line: number;
  readonly text: string;
  readonly zone: Zone;
  readonly first: boolean;
}

function readZoneLine(reading: Reading, { line, text, zone, first }: ZoneLine): void {
  if (first) reading.open = reading.open.filter((box) => box.indent < indentOf(text));
  const found = BOX.exec(text);
  if (found) reading.boxes.push(boxAt(reading, { line, found, zone }));
  keepAsDetail(reading, line, false);
}

function readTextLine(reading: Reading, line: number, text: string): void {
  const indent = indentOf(text);
  const isItem = LIST_ITEM.test(text);
  if (isItem) reading.open = reading.open.filter((box) => box.indent + 2 <= indent);
  else if (!reading.lazy) reading.open = reading.open.filter((box) => box.indent < indent);
  const found = isItem ? BOX.exec(text) : null;
  if (!found) {
    keepAsDetail(reading, line, reading.open.length > 0);
    return;
  }
  const parent = reading.open.at(-1)?.index;
  const box = boxAt(reading, { line, found, parent });
  reading.boxes.push(box);
  reading.open = [...reading.open, box];
  reading.lazy = true;
}

function keepAsDetail(reading: Reading, line: number, lazy: boolean): void {
  reading.open.at(-1)?.details.push(line);
  reading.lazy = lazy;
}

/** A box while its details are being collected. */
type Writable = Omit<Box, 'details'> & { readonly details: number[]; readonly index: number };

interface FoundBox {
  readonly line: number;
  readonly found: RegExpExecArray;
  readonly zone?: Zone;
  readonly parent?: number | undefined;
}

function boxAt({ source, boxes }: Reading, { line, found, zone, parent }: FoundBox): Writable {
  const [head, indent = '', status = ''] = found;
  const lineStart = source.lineStarts[line - 1] ?? 0;
  return {
    line,
    indent: indentOf(indent),
    status,
    statusStart: lineStart + head.length - 1 - status.length,
    text: found.input.slice(head.length),
    textStart: lineStart + head.length,
    zone,
    parent,
    details: [],
    index: boxes.length,
  };
}

function indentOf(text: string): number {
  let columns = 0;
  for (const char of text) {
    if (char === ' ') columns++;
    else if (char === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}
