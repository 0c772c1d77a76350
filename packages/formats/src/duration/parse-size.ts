import { HOUR } from '@nx-crest/core';
import { pertRange, type ParsedDuration } from './parse-duration.js';

/** The table of docs/glossary.md: from and to, in hours. Only fields that a format declares to be estimates are read by it. */
const SIZES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['xs', [1, 2]],
  ['s', [2, 4]],
  ['m', [4, 8]],
  ['l', [8, 24]],
  ['xl', [24, 40]],
  ['xxl', [40, 80]],
]);
const NAMES: ReadonlyMap<string, string> = new Map([
  ['tiny', 'xs'],
  ['small', 's'],
  ['medium', 'm'],
  ['large', 'l'],
]);
/** Per story point, and per degree of a complexity from 1 to 10. *Units*: hours. */
const POINT = [2, 6] as const;
const DEGREE = [1, 3] as const;

const POINTS = /^(?:~\s?)?(\d{1,3}(?:\.5)?)\s?(?:story[ -]?points?|points?|pts?|sp)$/i;
const COMPLEXITY = /^(?:complexity:?\s?(10|[1-9])(?:\s?\/\s?10)?|(10|[1-9])\s?\/\s?10)$/i;

/**
 * Reads a size (`XS` to `XXL`, `medium`), story points (`3 points`, `5 SP`) or a complexity (`7/10`, `complexity 7`) as a
 * range of working time.
 *
 * *Returns* undefined for any other text. *Complexity*: O(length). *Source*: `docs/glossary.md`.
 * *Example*: `parseSize('M')` is the range from 4 to 8 hours.
 */
export function parseSize(text: string): ParsedDuration | undefined {
  const plain = text.trim();
  if (plain.length > 32) return undefined;
  const word = plain.toLowerCase().replace(/^size:?\s/, '');
  const size = SIZES.get(NAMES.get(word) ?? word);
  if (size) return hours(size, 1);
  const points = POINTS.exec(plain)?.[1];
  if (points !== undefined) return hours(POINT, Number(points));
  const found = COMPLEXITY.exec(plain);
  return found ? hours(DEGREE, Number(found[1] ?? found[2])) : undefined;
}

function hours([from, to]: readonly [number, number], times: number): ParsedDuration | undefined {
  return pertRange(from * times * HOUR, to * times * HOUR);
}
