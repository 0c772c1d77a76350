import { parseDuration } from '@nx-crest/formats';
import type { Faults } from './read-whole-number.js';

/** Working time, written as documents write durations: `40h`, `5 days` of 8 hours. A range is no deadline. */
export function readDeadline(text: string | undefined, faults: Faults): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDuration(text);
  if (parsed && !parsed.pert) return parsed.ms;
  faults.set('--deadline', 'a duration such as 40h, 90min or 5d (a day is 8 hours of work)');
  return undefined;
}
