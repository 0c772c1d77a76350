import { flatParents } from '../checkbox/flat-parents.js';
import { readList, type ListDocument } from '../checkbox/list-document.js';
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
