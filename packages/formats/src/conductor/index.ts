import { addNote } from '../checkbox/add-note.js';
import { boxCensus } from '../checkbox/census.js';
import { checkedEdit } from '../checkbox/checked-edit.js';
import { editBox } from '../checkbox/edit-box.js';
import type { PlanFormat } from '../plan-format.js';
import { conductorScore } from './looks-like.js';
import { parseConductor } from './parse.js';
import { readConductorList } from './read-list.js';

const PATH = /(?:^|\/)conductor\/(?:tracks|archive)\/[^/]+\/plan\.md$/;

function matchesPath(path: string): boolean {
  return PATH.test(path.replaceAll('\\', '/'));
}

/** Conductor's `conductor/tracks/<id>/plan.md`: phases with checkpoints, tasks with commits. */
export const conductor: PlanFormat = {
  name: 'conductor',
  title: 'Conductor plan.md',
  matchesPath,
  matchesContent(source) {
    const score = conductorScore(source);
    // The folder is Conductor's own: there any box is one of its tasks.
    return matchesPath(source.path) && boxCensus(source.text).boxes > 0 ? Math.max(score, 0.6) : score;
  },
  parse: parseConductor,
  editStatus(source, change) {
    const { entries, ids } = readConductorList(source);
    const found = editBox(entries, ids, change, { todo: ' ', done: 'x', 'in-progress': '~' });
    return checkedEdit(source, found, change, readConductorList);
  },
  editNote(source, change) {
    const { entries, ids } = readConductorList(source);
    return addNote(source, entries, ids, change);
  },
};
