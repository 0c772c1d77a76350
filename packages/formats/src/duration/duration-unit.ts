import { HOUR, MINUTE, WORKDAY, WORKWEEK, milliseconds } from '@nx-crest/core';
import type { Milliseconds } from '@nx-crest/core';

const SECOND = milliseconds(1000);
/** 20 working days, as project planning tools count. */
export const WORKMONTH = milliseconds(20 * WORKDAY);

const UNITS: ReadonlyMap<string, Milliseconds> = new Map([
  ...['s', 'sec', 'secs', 'second', 'seconds'].map((name) => [name, SECOND] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes'].map((name) => [name, MINUTE] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours'].map((name) => [name, HOUR] as const),
  ...['d', 'day', 'days'].map((name) => [name, WORKDAY] as const),
  ...['w', 'wk', 'wks', 'week', 'weeks'].map((name) => [name, WORKWEEK] as const),
  ...['mo', 'mos', 'month', 'months'].map((name) => [name, WORKMONTH] as const),
]);

/**
 * The working time that a unit's name stands for; undefined where it names none. Upper and lower case are the same.
 *
 * *Example*: `durationUnit('hrs')` is `3_600_000`; a `day` is 8 hours, a `week` 5 days, a `month` 20 days.
 */
export function durationUnit(name: string): Milliseconds | undefined {
  return UNITS.get(name.toLowerCase());
}
