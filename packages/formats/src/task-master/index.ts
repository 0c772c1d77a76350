import type { PlanFormat } from '../plan-format.js';
import { editTaskMasterNote, editTaskMasterStatus } from './edit-status.js';
import { parseTaskMaster } from './parse.js';

/** One object per line, as issue trackers export them: another format. */
const JSON_LINES = /^\s*\{.*\}[ \t]*\r?\n\s*\{/;

/** Task Master's `tasks.json`, tagged and legacy, and the list-shaped files of other tools. */
export const taskMaster: PlanFormat = {
  name: 'task-master',
  title: 'Task Master tasks.json',
  matchesPath: (path) => /(?:^|\/)tasks\/tasks\.json$/.test(path),
  matchesContent: ({ text }) => {
    if (!/^\s*[{[]/.test(text) || JSON_LINES.test(text)) return 0;
    const fields = [/"(?:id|code)"\s*:/, /"title"\s*:/];
    // A bare list of things with titles may be anything: there, more has to speak of tasks.
    fields.push(/^\s*\{/.test(text) ? /"tasks"\s*:\s*\[/ : /"(?:status|dependencies)"\s*:/);
    return fields.every((field) => field.test(text)) ? 0.9 : 0;
  },
  parse: parseTaskMaster,
  editStatus: editTaskMasterStatus,
  editNote: editTaskMasterNote,
};
