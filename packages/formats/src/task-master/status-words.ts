import type { TaskStatus } from '@nx-crest/core';

/** Task Master's words for a status. The first word of each status is the one we write in a file that has used none. */
const WORDS: Readonly<Record<TaskStatus, readonly string[]>> = {
  todo: ['pending', 'todo'],
  // Work under review is not finished: nothing that depends on it may start.
  'in-progress': ['in-progress', 'in_progress', 'review'],
  blocked: ['blocked'],
  done: ['done', 'completed'],
  deferred: ['deferred'],
  cancelled: ['cancelled', 'canceled'],
};

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map(
  Object.entries(WORDS).flatMap(([status, words]) =>
    // The keys of a record typed by `TaskStatus`.
    words.map((word) => [word, status as TaskStatus] as const),
  ),
);

/** The status that a word stands for; undefined for a word that Task Master does not have. */
export function statusOfWord(word: string): TaskStatus | undefined {
  return STATUSES.get(word.trim().toLowerCase());
}

/** The word for a status in a file: the one it uses already, else Task Master's own. `review` is never written. */
export function wordForStatus(status: TaskStatus, used: ReadonlySet<string>): string {
  const words = WORDS[status].filter((word) => word !== 'review');
  return words.find((word) => used.has(word)) ?? words[0] ?? status;
}
