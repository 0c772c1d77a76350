import type { TaskStatus } from '@nx-crest/core';
import type { StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { placedRows, statusOfRow } from './parse.js';
import { readLevels } from './read-levels.js';

const BOX: Readonly<Partial<Record<TaskStatus, string>>> = { todo: ' ', done: 'x', 'in-progress': '~', blocked: '!' };

/** The edit of the one character in a row's box. */
export function editAgentLevelsStatus(source: SourceText, change: StatusChange): StatusEdit {
  const found = placedRows(readLevels(source)).find(({ id }) => id === change.taskId);
  if (!found || change.tag !== undefined) return { kind: 'refused', reason: `no level has a task "${change.taskId}"` };
  const { row } = found;
  if (row.box === undefined) return { kind: 'refused', reason: 'its row has no box "[ ]"' };
  if (statusOfRow(source, row) === change.status) return { kind: 'unchanged' };
  const text = BOX[change.status];
  if (text === undefined) return { kind: 'refused', reason: `a box cannot say "${change.status}"` };
  const start = row.offset + row.box;
  return { kind: 'edit', edit: { start, end: start + 1, text } };
}
