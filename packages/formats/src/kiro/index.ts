import { addNote } from '../checkbox/add-note.js';
import { boxCensus } from '../checkbox/census.js';
import { editBox } from '../checkbox/edit-box.js';
import type { PlanFormat } from '../plan-format.js';
import { parseKiro } from './parse.js';
import { readKiroList } from './read-list.js';

const PATH = /(?:^|\/)\.kiro\/specs\/(?:[^/]+\/)+tasks\.md$/;
const SIGNS = /^#+ Implementation Plan\b|^#+ Task Dependency Graph\b|_Requirements: /m;

function matchesPath(path: string): boolean {
  return PATH.test(path.replaceAll('\\', '/'));
}

/** Kiro's `.kiro/specs/<name>/tasks.md`: nested numbers, `*` for optional, waves in a JSON block. */
export const kiro: PlanFormat = {
  name: 'kiro',
  title: 'Kiro tasks.md',
  matchesPath,
  matchesContent({ text, path }) {
    const { boxes, numbered, nested, optional } = boxCensus(text);
    // Boxes without ids are in every kind of document: here the place decides.
    if (numbered === 0) return boxes > 0 && matchesPath(path) ? 0.1 : 0;
    const signs = nested || optional || SIGNS.test(text);
    return 0.2 + (0.3 * numbered) / boxes + (signs ? 0.3 : 0);
  },
  parse: parseKiro,
  editStatus(source, change) {
    const { entries, ids } = readKiroList(source);
    return editBox(entries, ids, change, { todo: ' ', done: 'x', 'in-progress': '-' });
  },
  editNote(source, change) {
    const { entries, ids } = readKiroList(source);
    return addNote(source, entries, ids, change);
  },
};
