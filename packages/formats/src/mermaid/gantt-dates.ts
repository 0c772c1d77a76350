import { HOUR, MINUTE, milliseconds, WORKDAY, WORKWEEK } from '@nx-crest/core';
import type { Milliseconds } from '@nx-crest/core';
import { WORKMONTH } from '../duration/duration-unit.js';

/** Mermaid's units; `m` are minutes and `M` months. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', MINUTE],
  ['h', HOUR],
  ['d', WORKDAY],
  ['w', WORKWEEK],
  ['M', WORKMONTH],
  ['y', 12 * WORKMONTH],
]);

/** The working time of a gantt duration (`3d`, `1.5h`); undefined for any other text. */
export function ganttDuration(text: string): Milliseconds | undefined {
  const found = /^(\d{1,6}(?:\.\d{1,3})?)\s?(ms|[smhdwMy])$/.exec(text);
  const unit = UNITS.get(found?.[2] ?? '');
  return found && unit !== undefined ? milliseconds(Number(found[1]) * unit) : undefined;
}

const TOKEN = /YYYY|YY|MMMM|MMM|MM|M|DD|Do|D|HH|H|hh|h|mm|m|ss|s|SSS|A|a|X|x|Z/g;
const NUMBER: Readonly<Record<string, string>> = { YYYY: '\\d{4}', YY: '\\d{2}', X: '\\d{9,11}', x: '\\d{12,14}' };
const PARTS: Readonly<Record<string, 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'>> = {
  YYYY: 'year',
  MM: 'month',
  M: 'month',
  DD: 'day',
  D: 'day',
  HH: 'hour',
  H: 'hour',
  mm: 'minute',
  m: 'minute',
};

/** Reads a date of one chart. *Returns* days since 1970 with fractions, `NaN` for a date of a day unknown, undefined for other text. */
export type ReadDate = (text: string) => number | undefined;

/**
 * The reader for a chart's `dateFormat`. A format that names no month (`HH:mm`) counts in days all the same. Dates in ISO
 * form are read whatever the format.
 */
export function dateReader(format: string): ReadDate {
  const own = compile(format.slice(0, 64));
  const iso = compile('YYYY-MM-DD');
  const isoTime = compile('YYYY-MM-DD HH:mm');
  return (text) => own(text) ?? iso(text) ?? isoTime(text.replace('T', ' '));
}

function compile(format: string): ReadDate {
  const names: string[] = [];
  let pattern = '';
  let at = 0;
  for (const { 0: token, index } of format.matchAll(TOKEN)) {
    pattern += escaped(format.slice(at, index));
    names.push(token);
    pattern += `(${NUMBER[token] ?? (/^(?:MMM|A|a|Z)/.test(token) ? '[\\p{L}+:.\\d]{1,12}' : '\\d{1,3}(?:st|nd|rd|th)?')})`;
    at = index + token.length;
  }
  const expression = new RegExp(`^${pattern}${escaped(format.slice(at))}$`, 'u');
  return (text) => {
    const found = names.length > 0 && text.length <= 64 ? expression.exec(text) : null;
    return found ? daysOf(names, found.slice(1)) : undefined;
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, (char) => (char === '-' ? '-' : `\\${char}`));
}

/** Dates that name their month in words have no number here: they are dates, of a day unknown. */
function daysOf(names: readonly string[], values: readonly string[]): number | undefined {
  const parts = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  for (const [index, name] of names.entries()) {
    const value = Number.parseInt(values[index] ?? '', 10);
    if (name === 'X') return value / 86_400;
    if (name === 'x') return value / 86_400_000;
    const part = PARTS[name];
    if (part) parts[part] = value;
    else if (name === 'YY') parts.year = 2000 + value;
    else if (name.startsWith('MMM')) return Number.NaN;
  }
  return dayNumber(parts.year, parts.month, parts.day) + parts.hour / 24 + parts.minute / 1440;
}

/** Days since 1970-01-01 in the Gregorian calendar. *Source*: Hinnant, days_from_civil. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** What a chart says of its days. */
export interface ChartDays {
  readonly excludesWeekends: boolean;
  /** The end date is a day of work. */
  readonly inclusiveEnds: boolean;
}

/** The working time between two dates: whole days count 8 hours each, what is less than a day counts as it is. */
export function timeBetween(from: number, to: number, days: ChartDays): Milliseconds | undefined {
  const wholeDays = Number.isInteger(from) && Number.isInteger(to);
  const end = wholeDays && days.inclusiveEnds ? to + 1 : to;
  if (!(end >= from)) return undefined; // `NaN` too
  if (end - from < 1) return milliseconds((end - from) * 24 * HOUR);
  const [first, last] = [Math.floor(from), Math.round(from + (end - from) - (from - Math.floor(from)))];
  return milliseconds((days.excludesWeekends ? weekdaysBefore(last) - weekdaysBefore(first) : last - first) * WORKDAY);
}

/** How many days from Monday to Friday lie before a day, from a fixed Monday on. */
function weekdaysBefore(day: number): number {
  const sinceMonday = day + 3; // 1970-01-01 was a Thursday
  return Math.floor(sinceMonday / 7) * 5 + Math.min(((sinceMonday % 7) + 7) % 7, 5);
}
