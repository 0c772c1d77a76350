import fc from 'fast-check';
import type { SchedulingProblem, TaskNeeds } from '../schedule/problem/scheduling-problem.js';
import { bruteMakespan } from './brute-force.js';
import { bruteOptimum } from './brute-force-problem.js';
import { smallProblem } from './small-problem.js';

describe('smallProblem', () => {
  const sample = fc.sample(smallProblem, { numRuns: 300, seed: 1 });
  const share = (holds: (problem: SchedulingProblem) => boolean) => sample.filter(holds).length / sample.length;
  const anybody = (holds: (need: TaskNeeds) => boolean) => share(({ needs }) => [...needs.values()].some(holds));

  it('makes problems worth testing: with and without workers, and with all kinds of needs', () => {
    expect(share(({ workers }) => workers === undefined)).toBeGreaterThan(0.1);
    expect(share(({ workers = 0 }) => workers > 1)).toBeGreaterThan(0.4);
    expect(share(({ resources }) => resources.length === 2)).toBeGreaterThan(0.2);
    expect(anybody(({ mutexes = [] }) => mutexes.length > 0)).toBeGreaterThan(0.4);
    expect(anybody(({ worker, running }) => worker !== undefined && !running)).toBeGreaterThan(0.4);
    expect(anybody(({ running }) => running === true)).toBeGreaterThan(0.1);
  });

  it('makes problems whose needs cost time', () => {
    const free = ({ graph }: SchedulingProblem) => ({ graph, resources: [], needs: new Map() });

    expect(share((problem) => bruteOptimum(problem) > bruteOptimum(free(problem)))).toBeGreaterThan(0.5);
  });

  it('has optima that agree with those of plain workers where nothing else is needed', () => {
    for (const { graph, workers = 2 } of sample.slice(0, 100)) {
      expect(bruteOptimum({ graph, workers, resources: [], needs: new Map() })).toBe(bruteMakespan(graph, workers));
    }
  });
});
