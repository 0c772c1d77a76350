import { assignIds } from '../ids/assign-ids.js';
import type { NoteChange, StatusChange, StatusEdit, TextEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { appendNote, editField, lineEnd } from '../task-file/edit-task-file.js';
import { readBacklogFile, type BacklogFile } from './read-file.js';
import { WORDS } from './status-words.js';

const NOTES_END = '<!-- SECTION:NOTES:END -->';

/** The edit of the one `status` of a task file. */
export function editBacklogStatus(source: SourceText, change: StatusChange): StatusEdit {
  const found = readBacklogFile(source);
  if (!holds(found, change)) return { kind: 'refused', reason: `the file is not that of task "${change.taskId}"` };
  if (found.status === change.status) return { kind: 'unchanged' };
  if (found.place !== 'tasks' && found.place !== 'elsewhere') {
    return { kind: 'refused', reason: `the file lies in "${found.place}": move it with Backlog.md` };
  }
  const word = WORDS.get(change.status);
  if (word === undefined) {
    return { kind: 'refused', reason: `Backlog.md has no status for "${change.status}" unless it is configured` };
  }
  const edit = editField(found.file, 'status', word);
  return edit ? { kind: 'edit', edit } : { kind: 'refused', reason: 'the file has no front matter with a status' };
}

/** The edit that adds a note to the implementation notes, where the file has them, else to a section of them at its end. */
export function editBacklogNote(source: SourceText, change: NoteChange): StatusEdit {
  if (!holds(readBacklogFile(source), change)) {
    return { kind: 'refused', reason: `the file is not that of task "${change.taskId}"` };
  }
  return { kind: 'edit', edit: noteEdit(source, change.text) };
}

function noteEdit(source: SourceText, note: string): TextEdit {
  const end = source.text.lastIndexOf(NOTES_END);
  if (end >= 0) return appendNote(source, note, end);
  if (/^## Implementation Notes/m.test(source.text)) return appendNote(source, note);
  const eol = lineEnd(source);
  const { start, end: stop, text } = appendNote(source, note);
  const lead = /^\s*/.exec(text)?.[0] ?? '';
  const section = ['## Implementation Notes', '', '<!-- SECTION:NOTES:BEGIN -->', text.trim(), NOTES_END, ''].join(eol);
  return { start, end: stop, text: lead + section };
}

function holds({ isTask, written, title, file }: BacklogFile, { taskId, tag }: Pick<StatusChange, 'taskId' | 'tag'>) {
  if (!isTask || tag !== undefined) return false;
  const { ids } = assignIds([{ written, title, span: file.source.lineSpan(1) }]);
  return ids[0] === taskId;
}
