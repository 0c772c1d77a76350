import type { TaskStatus } from '@nx-crest/core';
import type { StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readBoxDocument, statusOfItem } from './parse.js';

const BOX: Readonly<Partial<Record<TaskStatus, string>>> = { todo: ' ', done: 'x', 'in-progress': '~', blocked: '!' };

/** The edit of the one character in a label's box; nothing else would keep the drawing's columns. */
export function editBoxDiagramStatus(source: SourceText, change: StatusChange): StatusEdit {
  const task = readBoxDocument(source).tasks.find(({ id }) => id === change.taskId);
  if (!task || change.tag !== undefined) return { kind: 'refused', reason: `no drawing has a task "${change.taskId}"` };
  const at = task.drawn?.item.box;
  if (!task.drawn || at === undefined) return { kind: 'refused', reason: 'its label has no box "[ ]"' };
  if ((statusOfItem(task.drawn) ?? 'todo') === change.status) return { kind: 'unchanged' };
  const text = BOX[change.status];
  if (text === undefined) return { kind: 'refused', reason: `a box cannot say "${change.status}"` };
  return { kind: 'edit', edit: { start: at, end: at + 1, text } };
}
