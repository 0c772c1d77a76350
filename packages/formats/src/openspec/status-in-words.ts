import type { TaskStatus } from '@nx-crest/core';
import type { Entry } from '../checkbox/read-entries.js';

/** In capitals only, at the start, in bold, or behind a dash, an arrow, a colon or a bracket; prose defers nothing. */
const WORD = /(?:^|\*\*|[—–→:(-]\s?)(DEFERRED|POSTPONED|DROPPED|CANCELLED|CANCELED|SKIPPED)(?![\w-])/;
/** `~~Title~~`, `**REMOVED** ~~Title~~ - reason`. */
const STRUCK = /^(?:\*\*[A-Z]+\*\*\s?)?~~[^~]+~~\s*(?:$|[([—–:-])/;

/**
 * The status of an entry: what its box says, unless the box is not ticked and its text says that the task was put off or
 * dropped.
 *
 * *Complexity*: O(length).
 */
export function statusInWords({ status, title }: Entry): TaskStatus {
  if (status === 'done') return status;
  if (STRUCK.test(title)) return 'cancelled';
  const word = WORD.exec(title)?.[1];
  if (word === undefined) return status;
  return word === 'DEFERRED' || word === 'POSTPONED' ? 'deferred' : 'cancelled';
}
