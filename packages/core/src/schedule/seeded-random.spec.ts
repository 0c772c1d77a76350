import { scramble, seededRandom } from './seeded-random.js';

const first = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

describe('seededRandom', () => {
  it('gives the numbers of mulberry32', () => {
    expect(first(1, 3).map((value) => value * 2 ** 32)).toEqual([2693262067, 11749833, 2265367787]);
  });

  it('gives the same numbers for the same seed, and others for another', () => {
    expect(first(7, 20)).toEqual(first(7, 20));
    expect(first(7, 20)).not.toEqual(first(8, 20));
  });

  it('spreads over [0, 1): each tenth gets its tenth, within four standard errors', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (const value of first(42, 100_000)) counts[Math.floor(value * 10)]! += 1;

    expect(Math.max(...counts.map((count) => Math.abs(count - 10_000)))).toBeLessThan(
      4 * Math.sqrt(100_000 * 0.1 * 0.9),
    );
  });
});

describe('scramble', () => {
  it('reads any place of the sequence without what is before', () => {
    expect(scramble(3, 500) / 2 ** 32).toBe(first(3, 501)[500]);
  });
});
