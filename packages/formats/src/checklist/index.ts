import { addNote } from '../checkbox/add-note.js';
import { boxCensus } from '../checkbox/census.js';
import { checkedEdit } from '../checkbox/checked-edit.js';
import { editBox } from '../checkbox/edit-box.js';
import type { PlanFormat } from '../plan-format.js';
import { parseChecklist } from './parse.js';
import { readChecklist } from './read-list.js';

/** `- [ ] 1.0 Title`, as ai-dev-tasks numbers what has parts. */
const ROUND =
  /^[ \t]*[-*][ \t]+\[[ xX]\][ \t]+(\d+)\.0[ \t][^\n]*\n(?:[^-*\n]*\n)*[ \t]*[-*][ \t]+\[[ xX]\][ \t]+\1\.1[ \t]/m;
/** Less than any other format gives to what it knows. */
const ANY_BOX = 0.02;

/** Any Markdown document with checkboxes: what none of the others recognises. */
export const checklist: PlanFormat = {
  name: 'checklist',
  title: 'Markdown checklist',
  matchesPath: () => false,
  matchesContent({ text }) {
    if (boxCensus(text).boxes === 0) return 0;
    return ROUND.test(text) ? 0.6 : ANY_BOX;
  },
  parse: parseChecklist,
  editStatus(source, change) {
    const { entries, ids } = readChecklist(source);
    const characters = { todo: ' ', done: 'x', 'in-progress': '/', blocked: '!', deferred: '>' };
    return checkedEdit(source, editBox(entries, ids, change, characters), change, readChecklist);
  },
  editNote(source, change) {
    const { entries, ids } = readChecklist(source);
    return addNote(source, entries, ids, change);
  },
};
