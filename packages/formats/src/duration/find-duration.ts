import { findBrackets } from './find-brackets.js';
import { parseDuration } from './parse-duration.js';

/** A duration in brackets at the end of a title. Offsets count from the start of the title. */
export interface FoundDuration {
  /** The title without the brackets. */
  readonly title: string;
  /** The duration as written, brackets excluded. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds `(8 hours)`, `(~2h)` or `[30min]` at the end of a title.
 *
 * *Returns* undefined where the title does not end in brackets, or they hold no duration. *Complexity*: O(length).
 * *Example*: `findDuration('Create table (8 hours)')?.text` is `8 hours`.
 */
export function findDuration(title: string): FoundDuration | undefined {
  const found = findBrackets(title);
  if (!found || !parseDuration(found.text)) return undefined;
  const { before, ...place } = found;
  return { title: before, ...place };
}
