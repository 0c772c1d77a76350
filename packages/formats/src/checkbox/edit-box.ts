import type { TaskStatus } from '@nx-crest/core';
import type { StatusChange, StatusEdit } from '../plan-format.js';
import type { Entry } from './read-entries.js';

/**
 * The edit that writes a status into an entry's box: its one character, nothing else.
 *
 * *Complexity*: O(entries).
 */
export function editBox(
  entries: readonly Entry[],
  ids: readonly string[],
  change: StatusChange,
  characters: Readonly<Partial<Record<TaskStatus, string>>>,
): StatusEdit {
  const entry = entries[ids.indexOf(change.taskId)];
  if (!entry || change.tag !== undefined) {
    return { kind: 'refused', reason: `the document has no task "${change.taskId}"` };
  }
  if (entry.status === change.status) return { kind: 'unchanged' };
  const text = characters[change.status];
  if (text === undefined) return { kind: 'refused', reason: `this format has no mark for "${change.status}"` };
  const start = entry.box.statusStart;
  return { kind: 'edit', edit: { start, end: start + entry.box.status.length, text } };
}
