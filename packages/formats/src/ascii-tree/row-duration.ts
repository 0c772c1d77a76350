import { findBrackets } from '../duration/find-brackets.js';
import { parseDuration } from '../duration/parse-duration.js';

/** A duration at the end of a row. Offsets count from the start of the row's text. */
export interface RowDuration {
  /** False where the brackets hold something like a duration that nobody can read: `eight hours`. */
  readonly readable: boolean;
  /** The place of the duration, brackets excluded. */
  readonly start: number;
  readonly end: number;
  /** The row without it; what else stood in the brackets stays. */
  readonly rest: string;
}

/** Longer texts are prose. */
const MAX_LENGTH = 48;
/** `eight hours`, `half a day`; but `Day 3` and `Hour 0-2` are points in time. */
const UNIT = /\b(?:seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|sprints?)\b(?!\s*\d)/i;
/** `8 Stunden`, `~3 pts` */
const AMOUNT = /^\s*[~≈]?\s*\d+(?:[.,]\d+)?\s*\p{L}+\.?\s*$/u;

/**
 * Finds `(8 hours)`, and `8 hours` in `(8 hours, depends on 1.1)`, at the end of a row.
 *
 * *Returns* undefined where there are no such brackets, or they do not look like a duration. *Complexity*: O(length).
 */
export function findRowDuration(row: string): RowDuration | undefined {
  const found = findBrackets(row);
  if (!found) return undefined;
  const { before, text, start, end } = found;
  if (parseDuration(text)) return { readable: true, start, end, rest: before };
  const amount = text.split(/[,;]\s/, 1)[0] ?? '';
  if (parseDuration(amount)) {
    const remark = text.slice(amount.length + 1).trim();
    return { readable: true, start, end: start + amount.length, rest: `${before} (${remark})` };
  }
  const looksLike = amount.length <= MAX_LENGTH && (UNIT.test(amount) || AMOUNT.test(amount));
  return looksLike ? { readable: false, start, end, rest: row } : undefined;
}
