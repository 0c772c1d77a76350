import type { StatusChange, StatusEdit } from '../plan-format.js';
import { sourceText, type SourceText } from '../source/source-text.js';
import type { ListDocument } from './list-document.js';

/**
 * Refuses an edit after which the task would not have the wanted status: where words, headings or a parent say more than
 * the box does.
 *
 * *Complexity*: that of reading the document once more.
 */
export function checkedEdit(
  source: SourceText,
  found: StatusEdit,
  change: StatusChange,
  read: (source: SourceText) => ListDocument,
): StatusEdit {
  if (found.kind !== 'edit') return found;
  const { start, end, text } = found.edit;
  const list = read(sourceText(source.path, source.text.slice(0, start) + text + source.text.slice(end)));
  const status = list.entries[list.ids.indexOf(change.taskId)]?.status;
  if (status === change.status) return found;
  return {
    kind: 'refused',
    reason: `with "[${text}]" it would still be "${status ?? 'missing'}": see its text and heading`,
  };
}
