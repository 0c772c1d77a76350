import type { TaskStatus } from '@nx-crest/core';

/** What the statuses of beads mean. `tombstone` is no status of a task: the issue was deleted. */
const STATUSES: ReadonlyMap<string, TaskStatus> = new Map([
  ['open', 'todo'],
  ['in_progress', 'in-progress'],
  // On an agent's hook: someone has taken it.
  ['hooked', 'in-progress'],
  ['blocked', 'blocked'],
  ['closed', 'done'],
  ['deferred', 'deferred'],
  // Kept in sight on purpose, never worked off.
  ['pinned', 'deferred'],
]);

/** The words that are written. Beads has none for `cancelled`: such issues are closed with a reason. */
export const WORDS: ReadonlyMap<TaskStatus, string> = new Map([
  ['todo', 'open'],
  ['in-progress', 'in_progress'],
  ['blocked', 'blocked'],
  ['done', 'closed'],
  ['deferred', 'deferred'],
]);

/** The status that a word stands for; undefined for one that the user's own configuration defines. */
export function statusOfWord(word: string): TaskStatus | undefined {
  return STATUSES.get(word.trim().toLowerCase());
}
