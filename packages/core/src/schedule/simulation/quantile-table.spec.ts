import { lognormalTable, pertTable, quantileOf, samplesTable, type QuantileTable } from './quantile-table.js';

const PROBABILITIES = [0.02, 0.1, 0.25, 0.5, 0.8, 0.9, 0.95, 0.99];

/** The mean of straight cells is the mean of their middles. */
const meanOf = (table: QuantileTable) => {
  let sum = 0;
  for (let cell = 0; cell < table.length; cell += 2) sum += table[cell]! + table[cell + 1]! / 2;
  return sum / (table.length / 2);
};

describe('pertTable', () => {
  // The beta distribution with whole parameters has a distribution function in closed form.
  it.each([
    ['symmetric, Beta(3, 3)', 0.5, (x: number) => x ** 3 * (10 - 15 * x + 6 * x * x)],
    ['most likely at the optimistic end, Beta(1, 5)', 0, (x: number) => 1 - (1 - x) ** 5],
    ['most likely at the pessimistic end, Beta(5, 1)', 1, (x: number) => x ** 5],
    ['skewed, Beta(2, 4)', 0.25, (x: number) => 1 - (1 - x) ** 5 - 5 * x * (1 - x) ** 4],
  ])('is %s', (_, mode, distribution) => {
    const table = pertTable(mode);
    for (const probability of PROBABILITIES) {
      expect(Math.abs(distribution(quantileOf(table, probability)) - probability)).toBeLessThan(2e-4);
    }
  });

  it.each([0, 0.1, 0.25, 0.5, 0.9, 1])('has the mean (a + 4m + b) / 6 for a most likely value of %p', (mode) => {
    expect(Math.abs(meanOf(pertTable(mode)) - (4 * mode + 1) / 6)).toBeLessThan(2e-4);
  });

  it.each([0, 0.3, 1])('stays within the optimistic and the pessimistic end (%p)', (mode) => {
    const table = pertTable(mode);
    expect(quantileOf(table, 0)).toBeGreaterThanOrEqual(0);
    expect(quantileOf(table, 1 - 2 ** -32)).toBeLessThanOrEqual(1);
  });
});

describe('lognormalTable', () => {
  it.each([1.01, 1.5, 3, 20])('has the median 1 and the 90th percentile %p', (ratio) => {
    const table = lognormalTable(ratio);
    expect(quantileOf(table, 0.5)).toBeCloseTo(1, 10);
    expect(Math.abs(quantileOf(table, 0.9) / ratio - 1)).toBeLessThan(1e-3);
  });

  // exp(σ · z) with σ = ln 2 / 1.2815515655 and the normal distribution's published quantiles.
  it.each([
    [0.05, 2 ** (-1.6448536269514722 / 1.2815515655446004)],
    [0.8, 2 ** (0.8416212335729143 / 1.2815515655446004)],
    [0.95, 2 ** (1.6448536269514722 / 1.2815515655446004)],
    [0.99, 2 ** (2.3263478740408408 / 1.2815515655446004)],
  ])('is right to 0.5 %% at %p', (probability, expected) => {
    expect(Math.abs(quantileOf(lognormalTable(2), probability) / expected - 1)).toBeLessThan(0.005);
  });

  it.each([1.5, 2, 3])('keeps the mean, tail included, to 0.1 %% (90th percentile %p)', (ratio) => {
    const sigma = Math.log(ratio) / 1.2815515655446004;
    expect(Math.abs(meanOf(lognormalTable(ratio)) / Math.exp(sigma ** 2 / 2) - 1)).toBeLessThan(1e-3);
  });
});

describe('samplesTable', () => {
  it('gives each sample its share and nothing else', () => {
    const table = samplesTable([30, 10, 10, 20]);
    const drawn = Array.from({ length: 8 }, (_, i) => quantileOf(table, i / 8));
    expect(drawn).toEqual([10, 10, 10, 10, 20, 20, 30, 30]);
  });
});
