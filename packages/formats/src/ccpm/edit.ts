import { assignIds } from '../ids/assign-ids.js';
import type { NoteChange, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { appendNote, editField } from '../task-file/edit-task-file.js';
import { readEpicFile, type EpicFile } from './read-file.js';
import { WORDS } from './status-words.js';
import { writtenId } from './task-id.js';

/** The edit of the one `status` of a task file. */
export function editCcpmStatus(source: SourceText, change: StatusChange): StatusEdit {
  const found = readEpicFile(source);
  if (!holds(found, change)) return { kind: 'refused', reason: `the file is not that of task "${change.taskId}"` };
  if (found.status === change.status) return { kind: 'unchanged' };
  const word = WORDS.get(change.status);
  if (word === undefined) return { kind: 'refused', reason: `CCPM has no status for "${change.status}"` };
  if (found.status === 'cancelled' && found.file.fields.has('deprecated') && change.status !== 'done') {
    return { kind: 'refused', reason: 'the task may be deprecated: change that by hand' };
  }
  const edit = editField(found.file, 'status', word);
  return edit ? { kind: 'edit', edit } : { kind: 'refused', reason: 'the file has no front matter with a status' };
}

/** The edit that adds a note as the last paragraph. */
export function editCcpmNote(source: SourceText, change: NoteChange): StatusEdit {
  if (!holds(readEpicFile(source), change)) {
    return { kind: 'refused', reason: `the file is not that of task "${change.taskId}"` };
  }
  return { kind: 'edit', edit: appendNote(source, change.text) };
}

function holds(found: EpicFile, { taskId, tag }: Pick<StatusChange, 'taskId' | 'tag'>): boolean {
  if (found.reason !== undefined || tag !== undefined) return false;
  const claim = { written: writtenId(found), title: found.title, span: found.file.source.lineSpan(1) };
  return assignIds([claim]).ids[0] === taskId;
}
