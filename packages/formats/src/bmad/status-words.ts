import type { TaskStatus } from '@nx-crest/core';

/** BMAD's words, and others that people write; the first of each status is the one that we write. */
const WORDS: Readonly<Record<TaskStatus, readonly string[]>> = {
  todo: [
    'ready-for-dev',
    'backlog',
    'drafted',
    'draft',
    'approved',
    'contexted',
    'optional',
    'ready',
    'todo',
    'planned',
    'not-started',
    'pending',
  ],
  // What is reviewed is not finished: nothing that depends on it may start.
  'in-progress': ['in-progress', 'review', 'ready-for-review', 'in-review', 'started'],
  blocked: ['blocked'],
  done: ['done', 'completed', 'complete'],
  deferred: ['deferred', 'on-hold', 'postponed'],
  cancelled: ['cancelled', 'canceled', 'dropped', 'skipped', 'cut', 'archived', 'superseded'],
};

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map(
  Object.entries(WORDS).flatMap(([status, words]) =>
    // The keys of a record typed by `TaskStatus`.
    words.map((word) => [word, status as TaskStatus] as const),
  ),
);

/** The status of a word: `ready-for-dev`, `Ready for Review`; undefined for one that means none. */
export function statusOfWord(word: string): TaskStatus | undefined {
  return STATUSES.get(
    word
      .trim()
      .toLowerCase()
      .split(/[\s_]+/)
      .join('-'),
  );
}

/** The word to write; undefined for a status that BMAD does not have. */
export function wordOfStatus(status: TaskStatus): string | undefined {
  return status === 'todo' || status === 'in-progress' || status === 'done' ? WORDS[status][0] : undefined;
}
