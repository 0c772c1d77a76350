import type { PlanFormat } from '../plan-format.js';
import { editBacklogNote, editBacklogStatus } from './edit.js';
import { parseBacklog, parseBacklogTogether } from './parse.js';
import { placeOf } from './places.js';

/** The front matter of a document; more than this is none of a task. */
const MAX_FRONT = 8000;

/** Backlog.md: one Markdown file per task, read together. */
export const backlog: PlanFormat = {
  name: 'backlog',
  title: 'Backlog.md task files',
  matchesPath: (path) => placeOf(path) !== 'elsewhere',
  matchesContent: ({ text }) => {
    if (!text.startsWith('---')) return 0;
    const front = text.slice(0, MAX_FRONT).split(/^---[ \t]*\r?$/m, 2)[1] ?? '';
    const has = (name: RegExp): boolean => name.test(front);
    if (!has(/^id:/m) || !has(/^title:/m) || !has(/^status:/m)) return 0;
    const own = [/^dependencies:/m, /^(?:created|updated)_date:/m, /^assignee:/m, /^(?:parent_task_id|ordinal):/m];
    return 0.5 + 0.1 * own.filter(has).length;
  },
  parse: parseBacklog,
  parseTogether: parseBacklogTogether,
  editStatus: editBacklogStatus,
  editNote: editBacklogNote,
};
