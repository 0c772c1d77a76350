import type { TaskStatus } from '@nx-crest/core';
import { field, type Fields } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';

/** Where a story says how far it is. */
export interface WrittenStatus {
  readonly node: JsonNode;
  /** Undefined for a word that nobody knows. */
  readonly status: TaskStatus | undefined;
}

/** Words of tools that write a `status` beside or instead of `passes`; the first is written where a file has used none. */
const WORDS: Readonly<Record<TaskStatus, readonly string[]>> = {
  todo: ['pending', 'todo', 'open', 'not_started', 'not-started', 'failed'],
  'in-progress': ['in_progress', 'in-progress', 'review'],
  blocked: ['blocked'],
  done: ['completed', 'complete', 'done', 'passed', 'closed'],
  deferred: ['deferred'],
  cancelled: ['cancelled', 'canceled', 'skipped'],
};
/** Words that say more than a status does: never written. */
const READ_ONLY = new Set(['failed', 'review', 'passed', 'skipped']);

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map(
  Object.entries(WORDS).flatMap(([status, words]) =>
    // The keys of a record typed by `TaskStatus`.
    words.map((word) => [word, status as TaskStatus] as const),
  ),
);

/** The status that a word stands for; undefined for another. */
export function statusOfWord(word: string): TaskStatus | undefined {
  return STATUSES.get(word.trim().toLowerCase());
}

/** The word for a status: the one that the file uses already, else the first. */
export function wordForStatus(status: TaskStatus, used: ReadonlySet<string>): string {
  const words = WORDS[status].filter((word) => !READ_ONLY.has(word));
  return words.find((word) => used.has(word)) ?? words[0] ?? status;
}

/** Ralph's own field, `passed` in the files of some tools. */
export function passesOf(fields: Fields): JsonNode | undefined {
  return field(fields, 'passes') ?? field(fields, 'passed');
}

/**
 * What a story says of itself: `passes` counts; a `status` beside it says more only where the story does not pass yet.
 *
 * *Returns* undefined where it says nothing.
 */
export function writtenStatus(fields: Fields): WrittenStatus | undefined {
  const passes = passesOf(fields);
  if (passes?.value === true) return { node: passes, status: 'done' };
  if (passes && passes.type !== 'boolean') return { node: passes, status: undefined };
  const node = field(fields, 'status');
  if (!node) return passes && { node: passes, status: 'todo' };
  const word: unknown = node.value;
  const status = typeof word === 'string' ? statusOfWord(word) : undefined;
  return passes && status === 'done' ? { node: passes, status: 'todo' } : { node, status };
}
