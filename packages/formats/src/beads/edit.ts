import { field } from '../fields/object-fields.js';
import { appendLine, insertProperty } from '../json/edit-object.js';
import type { NoteChange, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readIssues, type Issue } from './read-issues.js';
import { statusOfWord, WORDS } from './status-words.js';

/** The edit of one `"status"` value, or of the place where the property is missing. */
export function editBeadsStatus(source: SourceText, change: StatusChange): StatusEdit {
  const issue = findIssue(source, change);
  if (!issue) return { kind: 'refused', reason: `the file has no issue "${change.taskId}"` };
  const written = issue.fields.get('status'); // null as well: it has a place to write to
  const isPinned = field(issue.fields, 'pinned')?.value === true;
  if (isPinned) return { kind: 'refused', reason: 'the issue is pinned: a marker, not work' };
  const word: unknown = written?.value ?? '';
  const current = typeof word === 'string' && word.trim() !== '' ? statusOfWord(word) : 'todo';
  if (current === change.status) return { kind: 'unchanged' };
  const text = WORDS.get(change.status);
  if (text === undefined) return { kind: 'refused', reason: `beads has no status for "${change.status}"` };
  const edit = written
    ? { start: written.offset, end: written.offset + written.length, text: JSON.stringify(text) }
    : insertProperty(source, issue.node, 'status', JSON.stringify(text));
  return { kind: 'edit', edit };
}

/** The edit that adds a line to an issue's `notes`. */
export function editBeadsNote(source: SourceText, change: NoteChange): StatusEdit {
  const issue = findIssue(source, change);
  if (!issue) return { kind: 'refused', reason: `the file has no issue "${change.taskId}"` };
  const edit = appendLine(source, issue.node, { name: 'notes', text: change.text });
  return edit ? { kind: 'edit', edit } : { kind: 'refused', reason: '"notes" is no text' };
}

function findIssue(source: SourceText, { taskId, tag }: Pick<StatusChange, 'taskId' | 'tag'>): Issue | undefined {
  return tag === undefined ? readIssues(source).issues.find(({ id }) => id === taskId) : undefined;
}
