import { insertProperty } from '../json/edit-object.js';
import type { StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readDocument } from './read-document.js';
import { statusOfWord, wordForStatus } from './status-words.js';

/**
 * The edit of one `"status"` value, or of the place where the property is missing. The word is one that the file
 * uses already, where it uses one.
 */
export function editTaskMasterStatus(source: SourceText, change: StatusChange): StatusEdit {
  const { tags, valid } = readDocument(source);
  if (!valid) return { kind: 'refused', reason: 'the file is not valid JSON' };
  const tag = tags.find((candidate) => candidate.tag === change.tag);
  if (!tag) {
    const names = tags.map((candidate) => candidate.tag ?? '(none)').join(', ');
    return { kind: 'refused', reason: `the file has no such tag; it has ${names || 'none'}` };
  }
  const entry = tag.entries.find((candidate) => tag.idOfEntry.get(candidate) === change.taskId);
  if (!entry) return { kind: 'refused', reason: `the file has no task "${change.taskId}"` };

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
