import type { TaskStatus } from '@nx-crest/core';

/** Cursor's words first: they are the ones that are written; the others are those of tools that keep such plans. */
const WORDS: Readonly<Partial<Record<TaskStatus, readonly string[]>>> = {
  todo: ['pending', 'todo', 'open'],
  'in-progress': ['in_progress', 'in-progress', 'doing', 'review'],
  done: ['completed', 'complete', 'done'],
  cancelled: ['cancelled', 'canceled', 'skipped'],
  blocked: ['blocked'],
};

/** Cursor has no word for what waits for something else: only taskgraph's plans use one. */
const WRITTEN: readonly TaskStatus[] = ['todo', 'in-progress', 'done', 'cancelled'];

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map(
  Object.entries(WORDS).flatMap(([status, words]) =>
    // The keys of a record typed by `TaskStatus`.
    words.map((word) => [word, status as TaskStatus] as const),
  ),
);

/** The status that a word stands for; undefined for a word that no such plan has. */
export function statusOfWord(word: string): TaskStatus | undefined {
  return STATUSES.get(word.trim().toLowerCase());
}

/** The word to write: one that the plan uses, else Cursor's own. Undefined for a status that Cursor cannot say. */
export function wordForStatus(status: TaskStatus, used: ReadonlySet<string>): string | undefined {
  if (!WRITTEN.includes(status)) return undefined;
  const words = (WORDS[status] ?? []).filter((word) => word !== 'review');
  return words.find((word) => used.has(word)) ?? words[0];
}
