import { HOUR, MINUTE, WORKDAY, WORKWEEK } from '@nx-crest/core';
import { parseDuration } from './parse-duration.js';

const inMs = (text: string, unit?: typeof HOUR) => parseDuration(text, unit)?.ms;

describe('parseDuration', () => {
  it.each([
    ['30min', 30 * MINUTE],
    ['2hr', 2 * HOUR],
    ['2 hrs', 2 * HOUR],
    ['1.5h', 1.5 * HOUR],
    ['1,5 h', 1.5 * HOUR],
    ['.5h', HOUR / 2],
    ['3 days', 3 * WORKDAY],
    ['1d', WORKDAY],
    ['2 Weeks', 2 * WORKWEEK],
    ['~4h', 4 * HOUR],
    ['≈ 4 hrs.', 4 * HOUR],
    ['about 4 hours', 4 * HOUR],
    ['1h 30m', 1.5 * HOUR],
    ['1h30m', 1.5 * HOUR],
    ['1 day and 4 hours', 1.5 * WORKDAY],
    ['90 s', 1.5 * MINUTE],
    ['0h', 0],
    ['1 month', 20 * WORKDAY],
    ['2 mos', 40 * WORKDAY],
  ])('reads "%s"', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ms, p90Ms: ms });
  });

  it.each(['2-4h', '2h-4h', '2h-4', '2–4 hours', '2 — 4 hrs', '2 to 4 h', '~2-4h'])(
    'reads the range "%s" as optimistic, likely and pessimistic',
    (text) => {
      expect(parseDuration(text)).toEqual({
        ms: 3 * HOUR,
        p90Ms: Math.round((3 + (1.2816 * 2) / 6) * HOUR),
        pert: { optimisticMs: 2 * HOUR, likelyMs: 3 * HOUR, pessimisticMs: 4 * HOUR },
      });
    },
  );

  it('reads each end of a range in its own unit', () => {
    expect(parseDuration('30min-1h')?.pert).toEqual({
      optimisticMs: HOUR / 2,
      likelyMs: 0.75 * HOUR,
      pessimisticMs: HOUR,
    });
  });

  it('keeps the 90th percentile at or below the pessimistic end', () => {
    expect(parseDuration('2-2h')?.p90Ms).toBe(2 * HOUR);
  });

  it('counts a bare number in the unit that stands elsewhere', () => {
    expect(inMs('6', HOUR)).toBe(6 * HOUR);
    expect(inMs('6-8', HOUR)).toBe(7 * HOUR);
    expect(inMs('30min', HOUR)).toBe(30 * MINUTE);
  });

  it.each([
    '',
    '~',
    '6',
    '6-8',
    'h',
    'two hours',
    '4-2h',
    '2-4-6h',
    '2h 30',
    '3 apples',
    '2024-01-02',
    '-2h',
    '1e3h',
    '1,000h',
    '99999999999999999999 weeks',
    `${'9'.repeat(50_000)}h`,
    '1h '.repeat(20),
  ])('does not take "%.20s" for a duration', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
