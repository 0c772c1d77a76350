import type { TaskStatus } from '@nx-crest/core';
import { statusOfText } from '../status-text/status-of-text.js';

/** Statuses are the user's own (`statuses` of the configuration); these are not among the common words. */
const MORE: ReadonlyMap<string, TaskStatus> = new Map([
  ['draft', 'deferred'],
  ...['testing', 'qa', 'verify'].map((word) => [word, 'in-progress'] as const),
  ...["won't do", "won't fix", 'abandoned', 'rejected', 'superseded', 'archived', 'duplicate'].map(
    (word) => [word, 'cancelled'] as const,
  ),
]);

/** What is written: the statuses that every new Backlog.md has. */
export const WORDS: ReadonlyMap<TaskStatus, string> = new Map([
  ['todo', 'To Do'],
  ['in-progress', 'In Progress'],
  ['done', 'Done'],
]);

/** The status that a word stands for; undefined for one that only its author knows. */
export function statusOfWord(word: string): TaskStatus | undefined {
  return MORE.get(word.trim().toLowerCase()) ?? statusOfText(word);
}
