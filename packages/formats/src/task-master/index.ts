import type { PlanFormat } from '../plan-format.js';
import { editTaskMasterStatus } from './edit-status.js';
import { parseTaskMaster } from './parse.js';

/** Task Master's `tasks.json`, tagged and legacy, and the list-shaped files of other tools. */
export const taskMaster: PlanFormat = {
  name: 'task-master',
  title: 'Task Master tasks.json',
  globs: ['**/.taskmaster/tasks/tasks.json'],
  matchesPath: (path) => /(?:^|\/)tasks\/tasks\.json$/.test(path),
  matchesContent: ({ text }) => {
    if (!/^\s*[{[]/.test(text)) return 0;
    const fields = [/"(?:id|code)"\s*:/, /"title"\s*:/, /"(?:status|dependencies)"\s*:/];
    return fields.every((field) => field.test(text)) ? 0.9 : 0;
  },
  parse: parseTaskMaster,
  editStatus: editTaskMasterStatus,
};
