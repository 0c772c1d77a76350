import { appendLine, insertProperty } from '../json/edit-object.js';
import type { NoteChange, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readDocument, type TagEntries } from './read-document.js';
import type { TaskEntry } from './read-entries.js';
import { statusOfWord, wordForStatus } from './status-words.js';

/**
 * The edit of one `"status"` value, or of the place where the property is missing. The word is one that the file
 * uses already, where it uses one.
 */
export function editTaskMasterStatus(source: SourceText, change: StatusChange): StatusEdit {
  const { tags, valid } = readDocument(source);
  const entry = valid ? findEntry(tags, change) : undefined;
  if (!entry) return refusal(tags, valid, change);
  const written = entry.fields.get('status');
  // No word and one that means nothing are read as todo.
  const current = (typeof written?.value === 'string' ? statusOfWord(written.value) : undefined) ?? 'todo';
  if (current === change.status) return { kind: 'unchanged' };
  const entries = tags.flatMap((candidate) => candidate.entries);
  const used = new Set(entries.map((candidate) => String(candidate.fields.get('status')?.value)));
  const word = JSON.stringify(wordForStatus(change.status, used));
  if (!written) return { kind: 'edit', edit: insertProperty(source, entry.node, 'status', word) };
  return { kind: 'edit', edit: { start: written.offset, end: written.offset + written.length, text: word } };
}

/** The edit that adds a line to the `details` of a task. */
export function editTaskMasterNote(source: SourceText, change: NoteChange): StatusEdit {
  const { tags, valid } = readDocument(source);
  const entry = valid ? findEntry(tags, change) : undefined;
  if (!entry) return refusal(tags, valid, change);
  const edit = appendLine(source, entry.node, { name: 'details', text: `Note: ${change.text}` });
  return edit ? { kind: 'edit', edit } : { kind: 'refused', reason: '"details" is no text' };
}

type Target = Pick<StatusChange, 'taskId' | 'tag'>;

function findEntry(tags: readonly TagEntries[], { taskId, tag }: Target): TaskEntry | undefined {
  const own = tags.find((candidate) => candidate.tag === tag);
  return own?.entries.find((candidate) => own.idOfEntry.get(candidate) === taskId);
}

function refusal(tags: readonly TagEntries[], valid: boolean, { taskId, tag }: Target): StatusEdit {
  if (!valid) return { kind: 'refused', reason: 'the file is not valid JSON' };
  if (tags.some((candidate) => candidate.tag === tag)) {
    return { kind: 'refused', reason: `the file has no task "${taskId}"` };
  }
  const names = tags.map((candidate) => candidate.tag ?? '(none)').join(', ');
  return { kind: 'refused', reason: `the file has no such tag; it has ${names || 'none'}` };
}
