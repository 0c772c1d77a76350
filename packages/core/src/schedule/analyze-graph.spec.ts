import { phases } from '../testing/named-graphs.js';
import { analyzeGraph } from './analyze-graph.js';

describe('analyzeGraph', () => {
  it('tells all of one graph', () => {
    const found = analyzeGraph(phases);

    expect(found).toMatchObject({
      totalWork: 9,
      barrierMakespan: 7,
      barrierCost: 0,
    });
    expect(found.levels.criticalPathLength).toBe(7);
    expect(found.waveMembers).toEqual([[0, 1], [3, 5], [4]]);
    expect([...found.criticalPath.tasks]).toEqual([1, 3, 4]);
  });
});
