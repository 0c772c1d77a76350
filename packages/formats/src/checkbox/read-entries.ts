import type { NotTask, SourceSpan, TaskStatus } from '@nx-crest/core';
import type { MarkdownBlocks, Zone } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { nearBoxes } from './near-boxes.js';
import { readBoxes, type Box } from './read-boxes.js';
import { readId, readPlaceholder, type WrittenId } from './read-id.js';

/** What each status character means in one format. */
export type StatusCharacters = Readonly<Record<string, TaskStatus>>;

/** A box that is a task or a group of tasks. */
export interface Entry {
  readonly box: Box;
  readonly span: SourceSpan;
  /** The id as written; undefined where the line has none. */
  readonly written: string | undefined;
  /** `TXXX`, which a template left to be filled in. */
  readonly placeholder: string | undefined;
  readonly title: string;
  readonly status: TaskStatus;
  readonly optional: boolean;
  readonly parallel: boolean;
  readonly labels: readonly string[];
  /** Index of the entry that this one is indented below. */
  readonly parent: number | undefined;
}

/** Every raw box line of a document: as an entry, or with the reason why it is none, beside lines that look like one. */
export interface Entries {
  readonly entries: readonly Entry[];
  readonly notTasks: readonly NotTask[];
}

/** Why a box in a zone is none. */
export const ZONE_REASONS: Readonly<Record<Zone['kind'], string>> = {
  fence: 'inside a code fence',
  comment: 'inside an HTML comment',
  html: 'inside raw HTML',
  'front-matter': 'inside the front matter',
};

/** `[P]`, `[US1]`, `[SHARED-096]`, `[-]`; not `[text](link)`. */
const LABEL = /^\[([A-Z][\w.+#-]{0,31}|-)\](?!\()[ \t]*/;
const T_ID = /^T\d+[A-Za-z]?(?:\.\d+)*$/;
const PARALLEL_IN_FRONT = /^\(P\)(?=\s|$)[ \t]*/;
const PARALLEL_BEHIND = '(P)';

/**
 * Reads the boxes of a document as tasks. Each raw box line is either an entry or stands in `notTasks`,
 * and so does a line that only nearly is a box.
 *
 * *Complexity*: O(n).
 */
export function readEntries(source: SourceText, blocks: MarkdownBlocks, statuses: StatusCharacters): Entries {
  const entries: Entry[] = [];
  const notTasks: NotTask[] = [...nearBoxes(source, blocks)];
  const entryOfBox = new Map<number, number>();
  const boxes = readBoxes(source, blocks);
  boxes.forEach((box, index) => {
    const status = statusOf(box, statuses);
    const reason = reasonAgainst(box, status);
    if (reason !== undefined || status === undefined) {
      notTasks.push({ span: source.lineSpan(box.line), reason: reason ?? '' });
      return;
    }
    const parent = enclosingEntry(box, boxes, entryOfBox);
    entryOfBox.set(index, entries.length);
    entries.push(readEntry(box, { status, parent, span: source.lineSpan(box.line) }));
  });
  return { entries, notTasks: notTasks.sort((a, b) => a.span.start.offset - b.span.start.offset) };
}

function statusOf(box: Box, statuses: StatusCharacters): TaskStatus | undefined {
  const empty = box.status === '\t' || box.status === '\u00A0';
  return statuses[empty ? ' ' : box.status];
}

function reasonAgainst(box: Box, status: TaskStatus | undefined): string | undefined {
  if (box.zone) return ZONE_REASONS[box.zone.kind];
  if (box.text.startsWith('(')) return 'a link';
  if (box.text.startsWith(':')) return 'a link definition';
  if (status === undefined) return `"[${box.status}]" is no status`;
  const text = box.text.replace(/^\*(?!\*)/, '').trim();
  if (text === '') return 'a box without text';
  if (/^`?T#+/.test(text) || /^`?\[?TaskID\]?/i.test(text)) return 'a template placeholder';
  return undefined;
}

/** A box below one that is no task hangs on that one's own parent. */
function enclosingEntry(box: Box, boxes: readonly Box[], entryOfBox: ReadonlyMap<number, number>): number | undefined {
  let parent = box.parent;
  while (parent !== undefined && !entryOfBox.has(parent)) parent = boxes[parent]?.parent;
  return parent === undefined ? undefined : entryOfBox.get(parent);
}

function readEntry(box: Box, { status, parent, span }: Pick<Entry, 'status' | 'parent' | 'span'>): Entry {
  const starredBox = /^\*(?!\*)/.test(box.text);
  const text = box.text.slice(starredBox ? 1 : 0).trim();
  const placeholder = readPlaceholder(text);
  const head = placeholder === undefined ? readHead(text) : takeLabels(text.slice(placeholder.length).trim());
  const { labels, rest, id } = head;
  const title = withoutParallelMark(rest);
  return {
    box,
    span,
    written: id?.id,
    placeholder,
    title: title === '' ? text : title,
    status,
    optional: starredBox || id?.starred === true,
    parallel: title !== rest || labels.includes('P'),
    labels: labels.filter((label) => label !== 'P' && label !== '-'),
    parent,
  };
}

interface Head {
  readonly labels: readonly string[];
  /** What follows id and labels. */
  readonly rest: string;
  readonly id?: Pick<WrittenId, 'id' | 'starred'> | undefined;
}

/** The id and the labels that a text begins with. Labels usually stand behind the id; some tools put them in front. */
function readHead(text: string): Head {
  const before = takeLabels(text);
  const id = readId(before.rest);
  if (id) {
    const after = takeLabels(id.title);
    return { labels: [...before.labels, ...after.labels], rest: after.rest, id };
  }
  // "[T014] Title" looks like a label, and is the id where no other follows.
  const bracketed = before.labels.find((label) => T_ID.test(label));
  if (bracketed === undefined) return before;
  return {
    ...before,
    labels: before.labels.filter((label) => label !== bracketed),
    id: { id: bracketed, starred: false },
  };
}

/** `(P)` stands right behind the id or at the end of the line. Linear, however many blanks there are. */
function withoutParallelMark(text: string): string {
  const before = text.slice(0, -PARALLEL_BEHIND.length);
  const isBehind = text.endsWith(PARALLEL_BEHIND) && /[ \t]$/.test(before);
  return (isBehind ? before.trimEnd() : text).replace(PARALLEL_IN_FRONT, '');
}

function takeLabels(text: string): Head {
  const labels: string[] = [];
  let rest = text;
  for (let found = LABEL.exec(rest); found; found = LABEL.exec(rest)) {
    labels.push(found[1] ?? '');
    rest = rest.slice(found[0].length);
  }
  return { labels, rest };
}
