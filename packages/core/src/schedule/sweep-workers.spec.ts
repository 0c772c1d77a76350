import { graphOf, nodesOf } from '../testing/graph-of.js';
import { chainOf, diamond } from '../testing/named-graphs.js';
import { sweepWorkers } from './sweep-workers.js';

const free = (count: number, duration: number) =>
  graphOf(nodesOf(Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, [duration]]))));

describe('sweepWorkers', () => {
  it('goes on until more workers cannot help', () => {
    expect(sweepWorkers(diamond)).toEqual({
      rows: [
        { workers: 1, makespan: 7, makespanLowerBound: 7, savedPercent: 0 },
        { workers: 2, makespan: 6, makespanLowerBound: 6, savedPercent: 100 * (1 - 6 / 7) },
      ],
      knee: 2,
    });
  });

  it('stops at the maximum, 64 by default, and then may know no knee', () => {
    expect(sweepWorkers(free(200, 1))).toMatchObject({ rows: { length: 64 } });
    expect(sweepWorkers(free(10, 1), 3)).toEqual({ rows: [expect.anything(), expect.anything(), expect.anything()] });
  });

  it('puts the knee where the makespan is within 5 % of the critical path, though more would still help', () => {
    // big 100 beside 21 tasks of 5: two workers need 105
    const graph = graphOf(
      nodesOf({ big: [100], ...Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`t${i}`, [5] as const])) }),
    );

    expect(sweepWorkers(graph).rows.map(({ makespan }) => makespan)).toEqual([205, 105, 100]);
    expect(sweepWorkers(graph).knee).toBe(2);
  });

  it('saves nothing where there is nothing to do', () => {
    expect(sweepWorkers(chainOf(0))).toEqual({
      rows: [{ workers: 1, makespan: 0, makespanLowerBound: 0, savedPercent: 0 }],
      knee: 1,
    });
  });

  it.each([0, 1.5])('refuses a maximum of %p', (maximum) => {
    expect(() => sweepWorkers(diamond, maximum)).toThrow(RangeError);
  });
});
