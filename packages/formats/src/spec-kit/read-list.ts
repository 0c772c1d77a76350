import { readList, type ListDocument } from '../checkbox/list-document.js';
import type { SourceText } from '../source/source-text.js';

const T_ID = /^T\d/;

/**
 * Reads the boxes of a spec-kit document. A box with a `T` id is a task of its own wherever it stands; boxes without one
 * below another box are its steps, and that box is a group.
 */
export function readSpecKitList(source: SourceText): ListDocument {
  return readList(source, {
    statuses: { ' ': 'todo', x: 'done', X: 'done', '~': 'cancelled', '-': 'in-progress', '/': 'in-progress' },
    parentOf: () => (entry) => (T_ID.test(entry.written ?? '') ? undefined : entry.parent),
  });
}
