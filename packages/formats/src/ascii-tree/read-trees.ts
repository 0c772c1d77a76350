import type { SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { nameIn, startOutline, waveOf } from './outline.js';
import type { Wave } from './outline.js';
import { readRowHead } from './row-head.js';
import type { RowHead } from './row-head.js';
import { continuesTree, readTreeLine } from './tree-line.js';

/** A row of a tree that has an id. */
export interface TreeRow {
  readonly head: RowHead;
  /** Where the row's text starts in the document; offsets of `head` count from here. */
  readonly offset: number;
  readonly span: SourceSpan;
  /** The nearest row above it in the tree that has an id. */
  readonly parent: TreeRow | undefined;
  readonly assignee: string | undefined;
  readonly wave: Wave | undefined;
  /** Lines that hang below this row and are no tasks themselves. */
  readonly details: readonly string[];
}

/** What a line of a tree hands down to those that hang below it. */
interface Branch {
  readonly depth: number;
  readonly row: (TreeRow & { readonly details: string[] }) | undefined;
  readonly assignee: string | undefined;
  readonly wave: Wave | undefined;
}

/** One line of text with its place. */
interface Line {
  readonly text: string;
  readonly span: SourceSpan;
}

/**
 * The rows with ids of all trees of a document, in document order. A tree is a run of lines with connectors. The line
 * above it, and a line of it that has no id, name a wave, or else who does the rows below.
 *
 * *Complexity*: linear.
 */
export function readTrees(source: SourceText): TreeRow[] {
  const rows: TreeRow[] = [];
  const outline = startOutline();
  let above: Line | undefined;
  /** From the line above the tree to the line read last; empty outside of a tree. */
  const branches: Branch[] = [];
  for (let number = 1; number <= source.lineStarts.length; number++) {
    const line = { text: source.lineText(number), span: source.lineSpan(number) };
    const place = readTreeLine(line.text);
    if (place) {
      if (branches.length === 0) branches.push(rootBranch(above, outline.wave()));
      const content = { ...line, text: line.text.slice(place.start, place.end) };
      const branch = readBranch(parentAt(branches, place.depth), content, place);
      branches.push(branch);
      if (branch.row?.span === line.span) rows.push(branch.row);
    } else if (!addRemark(branches, line.text)) {
      branches.length = 0;
      above = outline.read(line.text, line.span) ? undefined : line;
    }
  }
  return rows;
}

/** Ends the branches that do not reach left of `depth`; the last one left is the parent. */
function parentAt(branches: Branch[], depth: number): Branch {
  while (branches.length > 1 && (branches.at(-1)?.depth ?? -1) >= depth) branches.pop();
  return branches.at(-1) ?? rootBranch(undefined, undefined);
}

/** Takes a line that only continues a tree as a remark on the row above it. */
function addRemark(branches: readonly Branch[], text: string): boolean {
  const first = branches[1];
  if (!first || !continuesTree(text, first.depth)) return false;
  const remark = text.replace(/^[\s│║┃|]+/, '').trimEnd();
  if (remark !== '') branches.at(-1)?.row?.details.push(remark);
  return true;
}

function rootBranch(above: Line | undefined, wave: Wave | undefined): Branch {
  const root: Branch = { depth: -1, row: undefined, assignee: undefined, wave };
  return above ? named(root, above) : root;
}

/** A line without an id passes on what it is called. */
function named(branch: Branch, { text, span }: Line): Branch {
  const wave = waveOf(text, span);
  if (wave) return { ...branch, wave, assignee: undefined }; // what stands above waves is the work, not who does it
  const assignee = nameIn(text);
  return assignee === '' ? branch : { ...branch, assignee };
}

function readBranch(parent: Branch, line: Line, place: { readonly depth: number; readonly start: number }): Branch {
  const { assignee, wave } = parent;
  const { depth, start } = place;
  const head = readRowHead(line.text);
  if (head) {
    const offset = line.span.start.offset + start;
    const row = { head, offset, span: line.span, parent: parent.row, assignee, wave, details: [] };
    return { depth, row, assignee, wave };
  }
  parent.row?.details.push(line.text);
  return parent.row ? { ...parent, depth } : named({ ...parent, depth }, line);
}
