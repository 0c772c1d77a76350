import { addNote } from '../checkbox/add-note.js';
import { checkedEdit } from '../checkbox/checked-edit.js';
import { editBox } from '../checkbox/edit-box.js';
import type { PlanFormat } from '../plan-format.js';
import { ccSddScore } from './looks-like.js';
import { parseCcSdd } from './parse.js';
import { readCcSddList } from './read-list.js';

const PATH = /(?:^|\/)\.kiro\/specs\/(?:[^/]+\/)+tasks\.md$/;

/** cc-sdd's `.kiro/specs/<name>/tasks.md`: Kiro's place, with `(P)`, `_Boundary:_` and `_Depends:_`. */
export const ccSdd: PlanFormat = {
  name: 'cc-sdd',
  title: 'cc-sdd tasks.md',
  // The same place as Kiro's: the content decides between the two.
  matchesPath: (path) => PATH.test(path.replaceAll('\\', '/')),
  matchesContent: ccSddScore,
  parse: parseCcSdd,
  editStatus(source, change) {
    const { entries, ids } = readCcSddList(source);
    const found = editBox(entries, ids, change, { todo: ' ', done: 'x', 'in-progress': '-' });
    return checkedEdit(source, found, change, readCcSddList);
  },
  editNote(source, change) {
    const { entries, ids } = readCcSddList(source);
    return addNote(source, entries, ids, change);
  },
};
