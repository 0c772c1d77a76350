import { phases, twins } from '../testing/named-graphs.js';
import { analyzeGraph } from './analyze-graph.js';

describe('analyzeGraph', () => {
  it('tells all of one graph and one number of workers', () => {
    const found = analyzeGraph(phases, 2);

    expect(found).toMatchObject({
      totalWork: 9,
      makespanLowerBound: 7,
      optimal: true,
      barrierMakespan: 7,
      barrierCost: 0,
    });
    expect(found.schedule.makespan).toBe(7);
    expect(found.levels.criticalPathLength).toBe(7);
    expect(found.waveMembers).toEqual([[0, 1], [3, 5], [4]]);
    expect([...found.criticalPath.tasks]).toEqual([1, 3, 4]);
  });

  it('claims an optimal schedule only where the lower bound is met', () => {
    // s 3, then x 2, y 2, z 1, then t 1: two workers need 7, the bound is max(6, ceil(9 / 2)) = 6
    expect(analyzeGraph(twins, 2)).toMatchObject({ optimal: false, makespanLowerBound: 6, schedule: { makespan: 7 } });
  });

  it('refuses 0 workers', () => {
    expect(() => analyzeGraph(twins, 0)).toThrow(RangeError);
  });
});
