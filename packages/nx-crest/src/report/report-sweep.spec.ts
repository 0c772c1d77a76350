import { HOUR, milliseconds } from '@nx-crest/core';
import { reportSweep } from './report-sweep.js';

const row = (workers: number, hours: number) => ({
  workers,
  makespan: milliseconds(hours * HOUR),
  makespanLowerBound: milliseconds(HOUR),
  optimal: false,
  savedPercent: 0,
});

describe('reportSweep', () => {
  it('shows no row longer than the schedule on as many workers or fewer', () => {
    const rows = reportSweep([row(1, 12), row(2, 7), row(3, 6), row(4, 4)], { workers: 2, makespanMs: 5 * HOUR }, 0);
    expect(rows.map(({ makespanMs }) => makespanMs / HOUR)).toEqual([12, 5, 5, 4]);
  });

  it('says what is saved of the whole work, in percent with one decimal', () => {
    const [saved] = reportSweep([row(2, 7)], undefined, 12 * HOUR);
    expect(saved?.savedPercent).toBe(41.7);
  });
});
