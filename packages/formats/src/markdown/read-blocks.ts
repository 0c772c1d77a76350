import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import type { SyntaxNodeRef } from '@lezer/common';
import { frontMatterLines } from '../source/front-matter-lines.js';
import type { SourceText } from '../source/source-text.js';
import { parseMarkdown } from './parser.js';

/** An ATX or setext heading; `text` without marks. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly line: number;
  readonly span: SourceSpan;
}

/** Lines that are not prose or lists. *Units*: lines count from 1, both ends included. */
export interface Zone {
  readonly kind: 'fence' | 'comment' | 'html' | 'front-matter';
  readonly firstLine: number;
  readonly lastLine: number;
  /** The word behind the opening fence: `json`. */
  readonly info?: string;
}

/** The blocks of a Markdown document that planning formats care about. */
export interface MarkdownBlocks {
  readonly headings: readonly Heading[];
  readonly zones: readonly Zone[];
  /** The zone of a line, if it lies in one. */
  zoneAt(line: number): Zone | undefined;
  /** CREST205 for a fence that swallows the rest of the document. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The tags whose content HTML itself does not show as text; boxes inside `<details>` are ordinary boxes. */
const RAW_HTML = /^\s*<(?:script|pre|style|textarea)\b/i;
/** A link definition; `---` below it is a rule, and no underline of a heading. */
const LINK_DEFINITION = /^ {0,3}\[[^\]]+\]:/;

/**
 * Reads headings and zones (fences, HTML comments, raw HTML, front matter). An indented code block is not a zone:
 * people indent tasks by four spaces or tabs.
 *
 * *Complexity*: O(n).
 */
export function readBlocks(source: SourceText): MarkdownBlocks {
  const { text } = source;
  const headings: Heading[] = [];
  const zones: Zone[] = [];
  const diagnostics: Diagnostic[] = [];
  const frontMatter = frontMatterLines(source);
  if (frontMatter > 0) zones.push({ kind: 'front-matter', firstLine: 1, lastLine: frontMatter });
  const bodyStart = source.lineStarts[frontMatter] ?? text.length;

  parseMarkdown(text.slice(bodyStart)).iterate({
    enter(node) {
      if (isContainer(node.name)) return true;
      if (!isWanted(node)) return false; // most nodes: no place is worked out for them
      const span = source.spanAt(bodyStart + node.from, bodyStart + node.to);
      const { line } = span.start;
      if (node.name === 'FencedCode') {
        zones.push({ kind: 'fence', firstLine: line, lastLine: span.end.line, ...infoOf(source, line) });
        if (!isClosed(node) && text.slice(span.end.offset).trim() === '') {
          diagnostics.push(diagnostic('CREST205', {}, { span: source.lineSpan(line) }));
        }
      } else if (node.name === 'CommentBlock') {
        zones.push({ kind: 'comment', firstLine: line, lastLine: span.end.line });
      } else if (node.name !== 'HTMLBlock') {
        if (node.name.startsWith('Setext') && LINK_DEFINITION.test(source.lineText(line))) return false;
        headings.push({ level: Number(node.name.slice(-1)), text: headingText(source, line), line, span });
      } else if (RAW_HTML.test(source.lineText(line))) {
        zones.push({ kind: 'html', firstLine: line, lastLine: span.end.line });
      }
      return false;
    },
  });
  const lineZones = new Map(zones.flatMap((zone) => linesOf(zone).map((line) => [line, zone])));
  return { headings, zones, zoneAt: (line) => lineZones.get(line), diagnostics };
}

/** What holds the blocks that are looked for. */
function isContainer(name: string): boolean {
  return name === 'ListItem' || name === 'BulletList' || name === 'OrderedList' || name === 'Document';
}

function isWanted({ name, node }: SyntaxNodeRef): boolean {
  // Underlined in a list: an item above a line of dashes, which nobody means for a heading.
  if (name.startsWith('SetextHeading')) return node.parent?.name !== 'ListItem';
  return WANTED.has(name) || name.startsWith('ATXHeading');
}

const WANTED = new Set(['FencedCode', 'CommentBlock', 'HTMLBlock']);

function linesOf(zone: Zone): number[] {
  return Array.from({ length: zone.lastLine - zone.firstLine + 1 }, (_, i) => zone.firstLine + i);
}

function headingText(source: SourceText, line: number): string {
  const marked = source.lineText(line).trim();
  let end = marked.length;
  while (end > 0 && marked[end - 1] === '#') end--;
  const closed = end < marked.length && (marked[end - 1] === ' ' || marked[end - 1] === '\t');
  return (closed ? marked.slice(0, end) : marked).replace(/^#{1,6}(?=\s|$)/, '').trim();
}

function infoOf(source: SourceText, line: number): { readonly info?: string } {
  // The marks at once, and what follows them: nothing is tried again further right.
  const info = /^[^`~]*[`~]+[ \t]*([^\s`~]+)/.exec(source.lineText(line))?.[1];
  return info === undefined ? {} : { info };
}

/** A closed fence ends with a mark of its own, the opening one being the first child. */
function isClosed(fence: SyntaxNodeRef): boolean {
  const last = fence.node.lastChild;
  return last?.name === 'CodeMark' && last.from !== fence.from;
}
