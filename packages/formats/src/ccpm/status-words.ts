import type { TaskStatus } from '@nx-crest/core';

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map([
  ...['open', 'todo', 'pending', 'backlog', 'ready', 'not-started', 'not started', 'not_started', 'planned'].map(
    (word) => [word, 'todo'] as const,
  ),
  ...['in-progress', 'in_progress', 'in progress', 'review'].map((word) => [word, 'in-progress'] as const),
  ['blocked', 'blocked'],
  ...['closed', 'completed', 'complete', 'done'].map((word) => [word, 'done'] as const),
  ...['deferred', 'on-hold'].map((word) => [word, 'deferred'] as const),
  ...['cancelled', 'canceled', 'deprecated', 'superseded', 'wontfix'].map((word) => [word, 'cancelled'] as const),
]);

/** What is written: the three that CCPM's own commands write. */
export const WORDS: ReadonlyMap<TaskStatus, string> = new Map([
  ['todo', 'open'],
  ['in-progress', 'in-progress'],
  ['done', 'closed'],
]);

/** The status that a word stands for; undefined for another. */
export function statusOfWord(word: string): TaskStatus | undefined {
  return STATUSES.get(word.trim().toLowerCase());
}
