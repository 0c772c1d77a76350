import fc from 'fast-check';
import { energyBound, type EnergyTasks } from './energy-bound.js';

type Row = readonly [head: number, duration: number, tail: number, amount: number];

function columns(rows: readonly Row[]): EnergyTasks {
  const column = (index: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[index]);
  return { head: column(0), duration: column(1), tail: column(2), amount: column(3) };
}

const pathOf = (rows: readonly Row[]) => Math.max(0, ...rows.map(([head, duration, tail]) => head + duration + tail));
const bound = (rows: readonly Row[], capacity: number) => energyBound(columns(rows), capacity, pathOf(rows));

/** The definition: the first makespan at which every interval has room for what must lie in it. */
function bruteEnergyBound(rows: readonly Row[], capacity: number): number {
  for (let makespan = pathOf(rows); ; makespan++) if (!isTooFull(makespan)) return makespan;

  function isTooFull(makespan: number): boolean {
    for (let a = 0; a < makespan; a++) {
      for (let b = a + 1; b <= makespan; b++) {
        const energy = rows.map(([head, duration, tail, amount]) => {
          const inside = [duration, b - a, head + duration - a, b - (makespan - tail - duration)];
          return amount * Math.max(0, Math.min(...inside));
        });
        if (energy.reduce((sum, part) => sum + part, 0) > capacity * (b - a)) return true;
      }
    }
    return false;
  }
}

describe('energyBound', () => {
  it('sees an interval that is too full, though the whole time is not', () => {
    // One worker. x and y lie between 4 and T − 4, and the time before and after is all but empty:
    //
    //   0       4                   12 − 4
    //   │ a 1   │  x 3      y 3     │   z 1 │      work 8, path 11, but 4 + 6 + 4 = 14
    const rows: Row[] = [
      [0, 1, 7, 1],
      [4, 3, 4, 1],
      [4, 3, 4, 1],
      [7, 1, 0, 1],
    ];

    expect(pathOf(rows)).toBe(11);
    expect(bound(rows, 1)).toBe(14);
  });

  it('counts the part of a task that lies in an interval however it is shifted', () => {
    // Two workers, work 18. However l is shifted, at least 5 of its 6 lie between 1 and T − 1, where all x must lie:
    //
    //   0 1                 T
    //   │l│l l l l l      │ │        l as early as it can be
    //   │ │      l l l l l│l│        and as late
    //   │ │ 6 tasks x of 2│ │        5 + 12 = 17, so T is at least 1 + 17 / 2 + 1, in whole numbers 11
    const x: Row = [1, 2, 1, 1];
    const rows: Row[] = [[0, 6, 0, 1], x, x, x, x, x, x];

    expect(bound(rows.slice(1), 2)).toBe(8);
    expect(bound(rows, 2)).toBe(11);
  });

  it('sees that two tasks cannot run at once when together they take more than there is', () => {
    const rows: Row[] = [
      [0, 4, 0, 3],
      [0, 4, 0, 3],
    ];

    expect(bound(rows, 5)).toBe(8); // 24 / 5 alone would be 5
    expect(bound(rows, 6)).toBe(4);
  });

  it('begins at what is known', () => {
    expect(energyBound(columns([[0, 2, 0, 1]]), 1, 9)).toBe(9);
    expect(energyBound(columns([]), 1, 3)).toBe(3);
  });

  it('is the first makespan at which no interval at all is too full', () => {
    const time = fc.integer({ min: 0, max: 8 });
    const row = fc.tuple(time, fc.integer({ min: 1, max: 9 }), time, fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 7 }), fc.integer({ min: 3, max: 5 }), (rows, capacity) => {
        expect(bound(rows, capacity)).toBe(bruteEnergyBound(rows, capacity));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const unary = rows.map(([head, duration, tail]): Row => [head, duration, tail, 1]);

        expect(bound(unary, 1)).toBe(bruteEnergyBound(unary, 1));
      }),
      { numRuns: 300 },
    );
  });

  it('stays exact with milliseconds of years', () => {
    const year = 365 * 86_400_000;
    const rows = [
      [year, 3 * year + 1, year, 1],
      [year, 3 * year, year, 1],
    ] satisfies Row[];

    expect(bound(rows, 1)).toBe(8 * year + 1);
  });
});
