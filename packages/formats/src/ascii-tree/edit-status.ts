import type { TaskStatus } from '@nx-crest/core';
import type { StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { assignRowIds, statusOfRow } from './parse.js';
import { readTrees } from './read-trees.js';

const BOX: Readonly<Partial<Record<TaskStatus, string>>> = { todo: ' ', done: 'x', 'in-progress': '~', blocked: '!' };

/** The edit of the one character in a row's box. */
export function editAsciiTreeStatus(source: SourceText, change: StatusChange): StatusEdit {
  const rows = readTrees(source);
  const row = rows[assignRowIds(source, rows).ids.indexOf(change.taskId)];
  if (!row) return { kind: 'refused', reason: `no tree has a task "${change.taskId}"` };
  if (row.head.box === undefined) return { kind: 'refused', reason: 'its row has no box "[ ]"' };
  if (statusOfRow(source, row) === change.status) return { kind: 'unchanged' };
  const text = BOX[change.status];
  if (text === undefined) return { kind: 'refused', reason: `a box cannot say "${change.status}"` };
  const start = row.offset + row.head.box;
  return { kind: 'edit', edit: { start, end: start + 1, text } };
}
