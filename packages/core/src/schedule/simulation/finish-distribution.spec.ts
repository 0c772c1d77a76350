import { seededRandom } from '../seeded-random.js';
import { chanceBy, finishDistribution } from './finish-distribution.js';

/** 1, 2, … 1000, in no order. */
const thousand = Float64Array.from({ length: 1000 }, (_, index) => ((index * 7) % 1000) + 1);

describe('finishDistribution', () => {
  it('tells the value that so many runs do not exceed', () => {
    expect(finishDistribution(thousand)).toMatchObject({
      p50Ms: 500,
      p80Ms: 800,
      p95Ms: 950,
      meanMs: 501, // 500.5, rounded
      minMs: 1,
      maxMs: 1000,
    });
  });

  it('tells everything of one run', () => {
    const range = { lowMs: 7, highMs: 7 };
    expect(finishDistribution(Float64Array.of(7))).toMatchObject({
      ...{ p50Ms: 7, p80Ms: 7, p95Ms: 7, meanMs: 7, minMs: 7, maxMs: 7 },
      confidence: { p50: range, p80: range, p95: range, mean: range },
    });
  });

  it('encloses the true percentiles and mean in 95 of 100 cases', () => {
    const hits = { p50: 0, p80: 0, p95: 0, mean: 0 };
    const truth = { p50: 500_000, p80: 800_000, p95: 950_000, mean: 500_000 };
    const names = ['p50', 'p80', 'p95', 'mean'] as const;
    for (let seed = 0; seed < 400; seed++) {
      const random = seededRandom(seed);
      const { confidence } = finishDistribution(Float64Array.from({ length: 500 }, () => Math.floor(random() * 1e6)));
      for (const name of names) {
        if (confidence[name].lowMs <= truth[name] && truth[name] <= confidence[name].highMs) hits[name]++;
      }
    }
    for (const name of names) {
      expect(hits[name]).toBeGreaterThan(362); // 380 − 4 · √(400 · 0.95 · 0.05)
      expect(hits[name]).toBeLessThan(398);
    }
  });

  it('leaves the finishes as they were', () => {
    const before = thousand.slice();
    finishDistribution(thousand);
    expect(thousand).toEqual(before);
  });
});

describe('chanceBy', () => {
  it.each([
    [0, 0],
    [1, 0.001],
    [800, 0.8],
    [800.5, 0.8],
    [1000, 1],
    [Infinity, 1],
  ])('by %p is %p', (deadline, chance) => {
    expect(chanceBy(finishDistribution(thousand), deadline)).toBe(chance);
  });

  it('counts all runs that end at the deadline', () => {
    expect(chanceBy({ finishesMs: Float64Array.of(1, 2, 2, 2, 3) }, 2)).toBe(0.8);
  });
});
