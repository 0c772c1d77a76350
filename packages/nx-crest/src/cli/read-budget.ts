import type { SearchOptions } from '@nx-crest/core';
import type { Faults } from './read-whole-number.js';

/** How long to search: so many schedules, the same on every machine, or so much time. */
export type SearchBudget =
  { readonly kind: 'schedules'; readonly schedules: number } | { readonly kind: 'time'; readonly ms: number };

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };
/** An hour; beyond it, a mistyped number. */
const MOST_MS = 3_600_000;

/** The budget of a search: `5000` schedules, or a time such as `2s` or `500ms`. */
export function readBudget(text: string | undefined, faults: Faults): SearchBudget | undefined {
  if (text === undefined) return undefined;
  const [, digits, unit] = /^(\d{1,9}(?:[.]\d{1,3})?) ?(ms|s|min|)$/.exec(text.trim()) ?? [];
  const number = Number(digits); // NaN where nothing matched
  if (unit === '' && Number.isInteger(number) && number >= 1) return { kind: 'schedules', schedules: number };
  const ms = number * (UNITS[unit ?? ''] ?? NaN);
  if (ms > 0 && ms <= MOST_MS) return { kind: 'time', ms };
  faults.set('--budget', 'a number of schedules such as 5000, or a time up to 60min such as 2s or 500ms');
  return undefined;
}

/** The budget as the search takes it; time begins when the search asks first. *Units*: `now` gives milliseconds. */
export function searchOptions(budget: SearchBudget, now: () => number): Pick<SearchOptions, 'budget' | 'shouldStop'> {
  if (budget.kind === 'schedules') return { budget: budget.schedules };
  let end: number | undefined;
  return { shouldStop: () => now() >= (end ??= now() + budget.ms) };
}
