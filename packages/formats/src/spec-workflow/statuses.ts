import type { TaskStatus } from '@nx-crest/core';
import type { StatusCharacters } from '../checkbox/read-entries.js';

/** What stands in a box. The tool itself knows only the lower `x`; people write the other as well. */
export const STATUSES: StatusCharacters = { ' ': 'todo', x: 'done', X: 'done', '-': 'in-progress', '~': 'blocked' };

/** What is written. */
export const CHARACTERS: Readonly<Partial<Record<TaskStatus, string>>> = {
  todo: ' ',
  done: 'x',
  'in-progress': '-',
  blocked: '~',
};
