import { flatParents } from '../checkbox/flat-parents.js';
import { readList, type ListDocument } from '../checkbox/list-document.js';
import type { Entry } from '../checkbox/read-entries.js';
import { withColumns } from '../list-plan/kanban.js';
import type { SourceText } from '../source/source-text.js';

/** Reads the boxes of any Markdown document. *Complexity*: O(n). */
export function readChecklist(source: SourceText): ListDocument {
  return readList(source, {
    statuses: {
      ' ': 'todo',
      x: 'done',
      X: 'done',
      '/': 'in-progress',
      '-': 'in-progress',
      '~': 'in-progress',
      '!': 'blocked',
      '>': 'deferred',
    },
    refine: (entries, { blocks }) => withColumns(entries, blocks.headings),
    parentOf: roundParents,
  });
}

/** `1.1` belongs to `1.0`, `1.` or `1`, indented or not. */
function roundParents(entries: readonly Entry[]): (entry: Entry, index: number) => number | undefined {
  const byDot = flatParents(entries);
  const latest = new Map<string, number>();
  return (entry, index) => {
    const [, major, minor] = /^(\d+)\.(\d+)$/.exec(entry.written ?? '') ?? [];
    if (minor === '0' && major !== undefined) {
      latest.set(major, index);
      byDot(entry, index);
      return entry.parent;
    }
    return byDot(entry, index) ?? latest.get(major ?? '');
  };
}
