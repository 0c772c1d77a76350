import type { StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { wordForStatus } from '../status-text/word-for-status.js';
import { assignRowIds } from './parse.js';
import { cellAt, readTaskRows } from './read-rows.js';

/** The edit of one status cell's text; its padding stays. */
export function editWaveTableStatus(source: SourceText, change: StatusChange): StatusEdit {
  const { rows } = readTaskRows(source);
  const found = rows[assignRowIds(source, rows).ids.indexOf(change.taskId)];
  if (!found) return { kind: 'refused', reason: `no table has a task "${change.taskId}"` };
  if (found.columns.status === undefined) return { kind: 'refused', reason: 'its table has no status column' };
  const cell = cellAt(found.row, found.columns.status);
  if (!cell) return { kind: 'refused', reason: 'its row ends before the status column' };
  const current = statusOfText(cell.text) ?? 'todo';
  if (current === change.status) return { kind: 'unchanged' };
  const used = rows.map(({ row, columns }) => cellAt(row, columns.status)?.text ?? '');
  const text = wordForStatus(change.status, used, cell.text);
  return { kind: 'edit', edit: { start: cell.start, end: cell.end, text } };
}
