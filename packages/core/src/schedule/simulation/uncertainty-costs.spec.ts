import {
  inParallel,
  inSeries,
  quantile,
  uniform,
  type DiscreteDistribution,
} from '../../testing/discrete-distribution.js';
import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import { identicalWorkers } from '../problem/scheduling-problem.js';
import type { DurationDistribution } from './duration-distribution.js';
import { simulate } from './simulate.js';

/** Steps between two times, each as likely. */
const range = (first: number, last: number, count = 41) =>
  Array.from({ length: count }, (_, step) => first + (step * (last - first)) / (count - 1));

function costs(rows: GraphRows, samples: Readonly<Record<string, readonly number[]>>, runs = 10_000, seed = 1) {
  const problem = identicalWorkers(graphOf(nodesOf(rows)), 9);
  const distributions = Object.entries(samples).map(([id, samplesMs]): [number, DurationDistribution] => [problem.graph.indexOf.get(id)!, { kind: 'samples', samplesMs }]); // prettier-ignore
  return simulate(problem, { distributions: new Map(distributions), runs, seed }).uncertaintyCosts.map((cost) => ({
    ...cost,
    id: problem.graph.ids[cost.task]!,
  }));
}

describe('uncertaintyCosts', () => {
  const samples = { a: range(1000, 9000), b: range(3000, 5000), x: range(2000, 10_000) };
  const rows: GraphRows = { a: [5000], b: [4000, 'a'], x: [6000] };
  const exact = (parts: Record<'a' | 'b' | 'x', DiscreteDistribution>) =>
    quantile(inParallel(inSeries(parts.a, parts.b), parts.x), 0.8);
  const parts = { a: uniform(samples.a), b: uniform(samples.b), x: uniform(samples.x) };
  const fixedAt = (value: number): DiscreteDistribution => new Map([[value, 1]]);

  it('tells how much earlier the plan ends when a task takes its median, within four standard errors', () => {
    const medians = { a: 5000, b: 4000, x: 6000 };
    for (const { id, medianMs, p80FallMs, errorMs, runs } of costs(rows, samples)) {
      const name = id as keyof typeof medians; // one of the three ids
      const fall = exact(parts) - exact({ ...parts, [name]: fixedAt(medians[name]) });

      expect([medianMs, runs]).toEqual([medians[name], 10_000]);
      expect(Math.abs(p80FallMs - fall)).toBeLessThanOrEqual(4 * errorMs + 50); // steps of 50 ms
    }
  });

  it('begins with the task that costs most, and leaves out what may be chance', () => {
    const found = costs(rows, samples);
    expect(found.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(found[0]!.p80FallMs).toBeGreaterThan(10 * found[0]!.errorMs);
  });

  it('tells how far the fall may be off', () => {
    const fall = exact(parts) - exact({ ...parts, a: fixedAt(5000) });
    const offBy = Array.from({ length: 60 }, (_, seed) => {
      const { p80FallMs, errorMs } = costs(rows, samples, 500, seed).find(({ id }) => id === 'a')!;
      return (p80FallMs - fall) / errorMs;
    });
    const rms = Math.sqrt(offBy.reduce((sum, value) => sum + value ** 2, 0) / offBy.length);

    expect(rms).toBeGreaterThan(0.6);
    expect(rms).toBeLessThan(1.6);
  });

  it('is not led astray by tasks that are often late without making the plan late', () => {
    const late = Object.fromEntries(['p', 'q', 'r', 's', 't'].map((id) => [id, [1, 1, 9000]]));
    const short: GraphRows = { p: [1], q: [1], r: [1], s: [1], t: [1] };
    const found = costs({ a: [10_000], ...short }, { a: [10_000, 10_000, 12_000], ...late });

    expect(found.map(({ id }) => id)).toEqual(['a']);
  });

  it('looks at the five tasks that go with the makespan most', () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, index) => [id, range(100, 200 + 100 * index)])); // prettier-ignore
    const chain: GraphRows = { a: [1], b: [1, 'a'], c: [1, 'b'], d: [1, 'c'], e: [1, 'd'], f: [1, 'e'], g: [1, 'f'] };

    expect(costs(chain, many).map(({ id }) => id)).toEqual(['g', 'f', 'e', 'd', 'c']);
  });

  it('leaves out what cannot matter', () => {
    expect(costs({ a: [500], b: [1] }, { a: range(500, 900), b: [1, 2, 3] }).map(({ id }) => id)).toEqual(['a']);
  });

  it('compares fewer runs of larger plans, and none of very large ones', () => {
    const chain = (size: number): GraphRows =>
      Object.fromEntries(Array.from({ length: size }, (_, i) => [`t${i}`, i === 0 ? [5] : [5, `t${i - 1}`]]));
    const one = { t0: range(1, 1000) };

    expect(costs(chain(400), one, 600)[0]).toMatchObject({ id: 't0', runs: 500 });
    expect(costs(chain(2100), one, 200)).toEqual([]);
    expect(costs(chain(2), one, 99)).toEqual([]);
  });
});
