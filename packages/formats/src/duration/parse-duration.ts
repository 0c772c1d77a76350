import { milliseconds } from '@nx-crest/core';
import type { Milliseconds, PertTriple } from '@nx-crest/core';
import { durationUnit } from './duration-unit.js';

/** What a written duration means; the parts of a `DocumentEstimate` that do not depend on where it stands. */
export interface ParsedDuration {
  readonly ms: Milliseconds;
  readonly p90Ms: Milliseconds;
  /** Set where a range was written. */
  readonly pert?: PertTriple;
}

/** Longer texts are prose. The limit also keeps every step below constant in the document's size. */
const MAX_LENGTH = 48;
/** The standard normal distribution's 90th percentile. */
const Z90 = 1.2816;

/**
 * Reads a duration: `30min`, `2 hrs`, `1.5h`, `~4h`, `1h 30m`, `2 weeks`, `1 month`, and ranges `2-4h`, `30min–1h`, `3 to 4 days`.
 *
 * A range is a PERT triple whose likely value is the midpoint: mean `(a + 4m + b) / 6`, standard deviation
 * `(b − a) / 6`, 90th percentile by the normal approximation and never above `b`.
 * `unit` is what a bare number counts in, where the unit stands elsewhere (a column header `Hours`).
 *
 * *Returns* undefined where the text is not a duration. *Complexity*: O(length).
 * *Source*: Malcolm et al. 1959 (PERT). *Example*: `parseDuration('2-4h')` has the mean of 3 h.
 */
export function parseDuration(text: string, unit?: Milliseconds): ParsedDuration | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) return undefined;
  const plain = readAmounts(trimmed, unit);
  if (plain !== undefined) return { ms: plain, p90Ms: plain };
  const ends = trimmed.replace(/^(?:[~≈]|about\b|approx\.?(?=\s)|ca\.?(?=\s))\s*/i, '').split(/\s*[-–—]\s*|\s+to\s+/i);
  const [first, second] = ends;
  if (first === undefined || ends.length > 2) return undefined;
  if (second === undefined) {
    const ms = readAmounts(first, unit);
    return ms === undefined ? undefined : { ms, p90Ms: ms };
  }
  const pessimistic = readAmounts(second, unit ?? lastUnit(first));
  const optimistic = readAmounts(first, lastUnit(second) ?? unit);
  return optimistic === undefined || pessimistic === undefined ? undefined : pertRange(optimistic, pessimistic);
}

/** The PERT triple between two ends; undefined where they stand the wrong way round. */
export function pertRange(from: number, to: number): ParsedDuration | undefined {
  const [optimisticMs, pessimisticMs] = [milliseconds(from), milliseconds(to)];
  const spread = pessimisticMs - optimisticMs;
  if (spread < 0) return undefined;
  const likelyMs = milliseconds(optimisticMs + spread / 2);
  const ms = milliseconds((optimisticMs + 4 * likelyMs + pessimisticMs) / 6);
  const p90Ms = milliseconds(Math.min(ms + (Z90 * spread) / 6, pessimisticMs));
  return { ms, p90Ms, pert: { optimisticMs, likelyMs, pessimisticMs } };
}

/** One amount after the other: `1h 30m`. A bare number is read in `unit`, and only where it stands alone. */
function readAmounts(text: string, unit: Milliseconds | undefined): Milliseconds | undefined {
  const amount = /\s*(\d{1,6}(?:[.,]\d{1,2})?|\.\d{1,2})\s*([a-z]*)\.?(?:\s*,|\s+and\b)?/iy;
  let total = 0;
  while (amount.lastIndex < text.length) {
    const found = amount.exec(text);
    if (!found) return undefined;
    const bare = found[2] === '' && found[0].length === text.length;
    const size = bare ? unit : durationUnit(found[2] ?? '');
    if (size === undefined) return undefined;
    total += Number((found[1] ?? '').replace(',', '.')) * size;
  }
  return text === '' ? undefined : milliseconds(total);
}

function lastUnit(text: string): Milliseconds | undefined {
  return durationUnit(/[a-z]+$/i.exec(text.trim())?.[0] ?? '');
}
