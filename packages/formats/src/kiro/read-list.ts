import { readList, type ListDocument } from '../checkbox/list-document.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { SourceText } from '../source/source-text.js';

/**
 * Reads the boxes of a Kiro document. A box belongs to the box that it is indented below; one that is not indented, to the
 * nearest one above that has the id without the last number (`2.1` to `2`), because many files are flat.
 */
export function readKiroList(source: SourceText): ListDocument {
  return readList(source, {
    statuses: { ' ': 'todo', x: 'done', X: 'done', '-': 'in-progress', '~': 'todo' },
    parentOf: flatParents,
  });
}

function flatParents(entries: readonly Entry[]): (entry: Entry, index: number) => number | undefined {
  const latest = new Map<string, number>();
  return ({ parent, written }, index) => {
    const dot = written?.lastIndexOf('.') ?? -1;
    const above = dot < 0 ? undefined : latest.get(written?.slice(0, dot) ?? '');
    if (written !== undefined && entries[index]) latest.set(written, index);
    return parent ?? above;
  };
}
