import { seededRandom, wholeBetween } from './random.mjs';

const RESAMPLES = 10_000;
const SEED = 1;

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The mean of differences of pairs, and where it lies with 95 % confidence (percentile bootstrap over pairs, seeded). */
export function meanWithInterval(differences) {
  const random = seededRandom(SEED);
  const last = differences.length - 1;
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(differences.map(() => differences[wholeBetween(random, 0, last)])),
  ).sort((a, b) => a - b);
  return {
    mean: mean(differences),
    low: means[RESAMPLES * 0.025],
    high: means[RESAMPLES * 0.975 - 1],
    pairs: last + 1,
  };
}

/** The standard deviation within groups, of all groups together: what repetition alone makes of a value. */
export function pooledDeviation(groups) {
  const squares = groups.flatMap((group) => group.map((value) => (value - mean(group)) ** 2));
  const freedom = groups.reduce((sum, group) => sum + group.length - 1, 0);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, freedom));
}
