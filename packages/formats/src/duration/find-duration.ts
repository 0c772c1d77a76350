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

const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/**
 * Finds `(8 hours)`, `(~2h)` or `[30min]` at the end of a title.
 *
 * *Returns* undefined where the title does not end in brackets, or they hold no duration. *Complexity*: O(length).
 * *Example*: `findDuration('Create table (8 hours)')?.text` is `8 hours`.
 */
export function findDuration(title: string): FoundDuration | undefined {
  const trimmed = title.trimEnd();
  const end = trimmed.length - 1;
  const opening = CLOSING[trimmed[end] ?? ''];
  if (opening === undefined) return undefined;
  const start = trimmed.lastIndexOf(opening);
  const text = trimmed.slice(start + 1, end);
  if (start < 0 || !parseDuration(text)) return undefined;
  return { title: trimmed.slice(0, start).trimEnd(), text, start: start + 1, end };
}
