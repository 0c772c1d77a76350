import { flatParents } from '../checkbox/flat-parents.js';
import { readList, type EntryPlace, type ListDocument } from '../checkbox/list-document.js';
import type { Entry } from '../checkbox/read-entries.js';
import { withColumns } from '../list-plan/kanban.js';
import type { SourceText } from '../source/source-text.js';
import { statusInWords } from './status-in-words.js';

const OPTIONAL = /^optional\b[\s:—–-]|\(optional\)$/i;

/** Reads the boxes of an OpenSpec `tasks.md`. *Complexity*: O(n). */
export function readOpenSpecList(source: SourceText): ListDocument {
  return readList(source, {
    statuses: { ' ': 'todo', x: 'done', X: 'done', '~': 'deferred' },
    refine: refineEntries,
    parentOf: flatParents,
  });
}

function refineEntries(entries: readonly Entry[], { source, blocks }: EntryPlace): readonly Entry[] {
  const numbers = itemNumbers(entries, source);
  const refined = entries.map((entry): Entry => {
    const status = statusInWords(entry);
    const number = numbers.get(entry);
    return {
      ...entry,
      status,
      optional: entry.optional || OPTIONAL.test(entry.title),
      ...(number === undefined ? {} : { written: number }),
    };
  });
  return withColumns(refined, blocks.headings);
}

/**
 * The numbers of `1. [ ] Title` as ids: of entries that have no other, as long as each stands once. Where an editor is to
 * number the list (`1.` everywhere), they are none.
 */
function itemNumbers(entries: readonly Entry[], source: SourceText): ReadonlyMap<Entry, string> {
  const numbered = entries.flatMap((entry): (readonly [Entry, string])[] => {
    if (entry.written !== undefined || entry.parent !== undefined) return [];
    const number = /^[ \t]*(\d{1,9})[.)]/.exec(source.lineText(entry.box.line))?.[1];
    return number === undefined ? [] : [[entry, number]];
  });
  const taken = new Set(entries.map(({ written }) => written));
  const distinct = new Set(numbered.map(([, number]) => number));
  const isClear = distinct.size === numbered.length && ![...distinct].some((number) => taken.has(number));
  return new Map(isClear ? numbered : []);
}
