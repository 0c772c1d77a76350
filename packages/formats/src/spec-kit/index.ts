import { addNote } from '../checkbox/add-note.js';
import { boxCensus } from '../checkbox/census.js';
import { editBox } from '../checkbox/edit-box.js';
import type { PlanFormat } from '../plan-format.js';
import { parseSpecKit } from './parse.js';
import { readSpecKitList } from './read-list.js';

const PATH = /(?:^|\/)specs\/[^/]+\/tasks\.md$/;

function matchesPath(path: string): boolean {
  const normal = path.replaceAll('\\', '/');
  return PATH.test(normal) && !/(?:^|\/)\.kiro\//.test(normal);
}

/** spec-kit's `specs/NNN-name/tasks.md`: boxes with `T001` ids, `[P]`, `[US1]` and phases. */
export const specKit: PlanFormat = {
  name: 'spec-kit',
  title: 'spec-kit tasks.md',
  matchesPath,
  matchesContent({ text, path }) {
    const { boxes, tIds } = boxCensus(text);
    if (tIds > 0) return 0.4 + (0.6 * tIds) / boxes;
    // Boxes without ids are in every kind of document: here the place decides.
    return boxes > 0 && matchesPath(path) ? 0.1 : 0;
  },
  parse: parseSpecKit,
  editStatus(source, change) {
    const { entries, ids } = readSpecKitList(source);
    return editBox(entries, ids, change, { todo: ' ', done: 'X', 'in-progress': '-', cancelled: '~' });
  },
  editNote(source, change) {
    const { entries, ids } = readSpecKitList(source);
    return addNote(source, entries, ids, change);
  },
};
