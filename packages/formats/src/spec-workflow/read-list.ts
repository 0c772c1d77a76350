import type { NotTask } from '@nx-crest/core';
import { entryIds } from '../checkbox/entry-ids.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { entryTree } from '../checkbox/list-groups.js';
import { readEntries, type Entry } from '../checkbox/read-entries.js';
import { readBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { headingEntries, type HeadingEntry } from './heading-entries.js';
import { STATUSES } from './statuses.js';

/** Boxes and headings that are tasks, as one list. */
export interface SpecList extends ListDocument {
  /** Those entries that are headings. */
  readonly headingOf: ReadonlyMap<Entry, HeadingEntry>;
}

const NO_NUMBER = 'a box without a number, beside boxes that have one';
const OUTSIDE = 'a box without a number, outside of any task';
const STEP = 'a step of the task around it';

/**
 * Reads a spec-workflow document. Where headings are tasks, the boxes below them are criteria, unless their numbers go on
 * from that of the heading (`2.1` below task 2); elsewhere boxes are tasks, and where some have numbers, only those.
 *
 * *Complexity*: O(n).
 */
export function readSpecList(source: SourceText): SpecList {
  const blocks = readBlocks(source);
  const { entries, notTasks } = readEntries(source, blocks, STATUSES);
  const boxes = entries.map(withLetterId);
  const headings = headingEntries(source, blocks);
  const chosen = chooseBoxes(boxes, headings);
  const apart = chosen.dropped.map(({ entry, reason }): NotTask => ({ span: entry.span, reason }));
  const kept = withDroppedDetails(boxes, new Set(chosen.kept));
  const all = [...kept, ...headings.map(({ entry }) => entry)].sort((a, b) => a.box.line - b.box.line);
  const headingOf = new Map(headings.map((heading) => [heading.entry, heading]));
  const tree = entryTree(
    all,
    parents(all, (box) => boxes[box]?.box.line),
  );
  const { ids, idOf, diagnostics } = entryIds(all, tree);
  return {
    source,
    blocks,
    entries: all,
    notTasks: [...notTasks, ...apart].sort((a, b) => a.span.start.offset - b.span.start.offset),
    tree,
    ids,
    idOf,
    diagnostics: [...blocks.diagnostics, ...diagnostics],
    headingOf,
  };
}

/** `A.1 Title`: sections that were added later often count with letters. */
const LETTER_ID = /^([A-Z]\d{0,3}(?:\.\d{1,4}){1,3})[.:)]?[ \t]+(?=\S)/;

function withLetterId(entry: Entry): Entry {
  const found = entry.written === undefined ? LETTER_ID.exec(entry.title) : null;
  return found ? { ...entry, written: found[1], title: entry.title.slice(found[0].length) } : entry;
}

interface ChosenBoxes {
  readonly kept: readonly Entry[];
  readonly dropped: readonly { readonly entry: Entry; readonly reason: string }[];
}

function chooseBoxes(boxes: readonly Entry[], headings: readonly HeadingEntry[]): ChosenBoxes {
  const numbered = headings.length > 0 || boxes.some(({ written }) => written !== undefined);
  const kept: Entry[] = [];
  const dropped: { entry: Entry; reason: string }[] = [];
  let place = -1;
  for (const entry of boxes) {
    while ((headings[place + 1]?.heading.line ?? Infinity) < entry.box.line) place++;
    const above = headings[place];
    const around = above && entry.box.line <= above.lastLine ? above.entry.written : undefined;
    const reason = numbered ? reasonAgainst(entry, around, headings.length > 0 ? OUTSIDE : NO_NUMBER) : undefined;
    if (reason === undefined) kept.push(entry);
    else dropped.push({ entry, reason });
  }
  return { kept, dropped };
}

function reasonAgainst({ written, parent }: Entry, heading: string | undefined, otherwise: string): string | undefined {
  if (heading !== undefined) {
    return written?.startsWith(`${heading}.`) ? undefined : `an acceptance criterion of task ${heading}`;
  }
  if (written !== undefined) return undefined;
  return parent === undefined ? otherwise : STEP;
}

/** For each box the nearest one that is a task: itself, or one around it. *Complexity*: O(boxes). */
function holders(boxes: readonly Entry[], kept: ReadonlySet<Entry>): readonly (number | undefined)[] {
  const found: (number | undefined)[] = [];
  boxes.forEach((entry, index) => {
    found.push(kept.has(entry) ? index : entry.parent === undefined ? undefined : found[entry.parent]);
  });
  return found;
}

/** The boxes that are tasks; what is written in and below others belongs to the task around them. */
function withDroppedDetails(boxes: readonly Entry[], kept: ReadonlySet<Entry>): readonly Entry[] {
  const holderOf = holders(boxes, kept);
  const more = new Map<number, number[]>();
  boxes.forEach(({ parent, box }, index) => {
    const holder = parent === undefined ? undefined : holderOf[parent];
    if (holderOf[index] === index || holder === undefined) return;
    const lines = more.get(holder) ?? [];
    lines.push(box.line, ...box.details);
    more.set(holder, lines);
  });
  return boxes.flatMap((entry, index) => {
    if (!kept.has(entry)) return [];
    const { box, parent } = entry;
    const details = [...box.details, ...(more.get(index) ?? [])].sort((a, b) => a - b);
    return [{ ...entry, box: { ...box, details }, parent: parent === undefined ? undefined : holderOf[parent] }];
  });
}

/**
 * A box hangs on the task that it is indented below; any other, and a heading, on the nearest above with the number
 * without its last part (`2.1` on `2`).
 */
function parents(
  entries: readonly Entry[],
  lineOfBox: (box: number) => number | undefined,
): (entry: Entry, index: number) => number | undefined {
  const latest = new Map<string, number>();
  const indexOfLine = new Map(entries.map(({ box }, index) => [box.line, index]));
  return ({ written, parent }, index) => {
    const dot = written?.lastIndexOf('.') ?? -1;
    const flat = dot < 0 ? undefined : latest.get(written?.slice(0, dot) ?? '');
    if (written !== undefined) latest.set(written, index);
    return parent === undefined ? flat : indexOfLine.get(lineOfBox(parent) ?? 0);
  };
}
