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
  readonly zone?: Zone;
  /** Index of the box that this one is indented below. */
  readonly parent?: number;
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
  const boxes: Writable[] = [];
  const headingLines = new Set(blocks.headings.map((heading) => heading.line));
  let open: Writable[] = [];
  let lazy = false; // true directly below a line of the open item: the paragraph may go on without indent
  let zone: Zone | undefined;
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    const previousZone = zone;
    zone = blocks.zoneAt(line);
    if (zone) {
      if (zone !== previousZone) open = open.filter((box) => box.indent < indentOf(text));
      const inside = BOX.exec(text);
      if (inside) boxes.push({ ...boxAt(source, line, text, inside), zone, index: boxes.length });
      open.at(-1)?.details.push(line);
      lazy = false;
    } else if (text.trim() === '') {
      open.at(-1)?.details.push(line);
      lazy = false;
    } else if (headingLines.has(line) || RULE.test(text)) {
      open = [];
    } else {
      const indent = indentOf(text);
      const item = LIST_ITEM.test(text);
      if (item) open = open.filter((box) => box.indent + 2 <= indent);
      else if (!lazy) open = open.filter((box) => box.indent < indent);
      const found = item ? BOX.exec(text) : null;
      if (found) {
        const parent = open.at(-1)?.index;
        const box = {
          ...boxAt(source, line, text, found),
          ...(parent === undefined ? {} : { parent }),
          index: boxes.length,
        };
        boxes.push(box);
        open.push(box);
      } else open.at(-1)?.details.push(line);
      lazy = open.length > 0;
    }
  }
  return boxes;
}

type Writable = Omit<Box, 'details'> & { readonly details: number[]; readonly index: number };

function boxAt(source: SourceText, line: number, text: string, found: RegExpExecArray): Omit<Writable, 'index'> {
  const [head, , status = ''] = found;
  const lineStart = source.lineStarts[line - 1] ?? 0;
  return {
    line,
    indent: indentOf(text),
    status,
    statusStart: lineStart + head.length - 1 - status.length,
    text: text.slice(head.length),
    textStart: lineStart + head.length,
    details: [],
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
