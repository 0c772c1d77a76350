import { flatParents } from '../checkbox/flat-parents.js';
import { readList, type EntryPlace, type ListDocument } from '../checkbox/list-document.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { SourceText } from '../source/source-text.js';
import { boundariesOf, isBlocked } from './annotations.js';

/**
 * Reads the boxes of a cc-sdd document. The marks of Kiro are read too, for both tools work on the same file. A box without
 * a tick below which a reason stands (`_Blocked: …_`) is blocked.
 *
 * *Complexity*: O(n).
 */
export function readCcSddList(source: SourceText): ListDocument {
  return readList(source, {
    statuses: { ' ': 'todo', x: 'done', X: 'done', '-': 'in-progress', '~': 'todo' },
    refine: refineEntries,
    parentOf: flatParents,
  });
}

function refineEntries(entries: readonly Entry[], { source, blocks }: EntryPlace): readonly Entry[] {
  return entries.map((entry): Entry => {
    const blocked = entry.status !== 'done' && isBlocked(source, entry, blocks);
    const labels = [...entry.labels, ...boundariesOf(source, entry, blocks)];
    return { ...entry, labels, ...(blocked ? { status: 'blocked' as const } : {}) };
  });
}
