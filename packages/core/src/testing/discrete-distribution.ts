/** A distribution of few values: the chance of each. The chances sum to 1. */
export type DiscreteDistribution = ReadonlyMap<number, number>;

/** Each value as likely as the others; values that are there twice are twice as likely. */
export function uniform(values: readonly number[]): DiscreteDistribution {
  return collect(values.map((value) => [value, 1 / values.length]));
}

/** One after the other: the sum (convolution). */
export function inSeries(a: DiscreteDistribution, b: DiscreteDistribution): DiscreteDistribution {
  return combine(a, b, (x, y) => x + y);
}

/** Side by side: the larger. */
export function inParallel(a: DiscreteDistribution, b: DiscreteDistribution): DiscreteDistribution {
  return combine(a, b, Math.max);
}

/** The chance that the value is at most `limit`. */
export function chanceOf(distribution: DiscreteDistribution, limit: number): number {
  return [...distribution].reduce((sum, [value, chance]) => sum + (value <= limit ? chance : 0), 0);
}

/** The smallest value that is not exceeded with this chance. */
export function quantile(distribution: DiscreteDistribution, chance: number): number {
  const values = [...distribution.keys()].sort((a, b) => a - b);
  return values.find((value) => chanceOf(distribution, value) >= chance - 1e-12)!;
}

export function meanAndVariance(distribution: DiscreteDistribution): { mean: number; variance: number } {
  const mean = [...distribution].reduce((sum, [value, chance]) => sum + value * chance, 0);
  return { mean, variance: [...distribution].reduce((sum, [value, chance]) => sum + (value - mean) ** 2 * chance, 0) };
}

/** The chance that `a` is larger than `b`, where they are never equal. */
export function chanceLarger(a: DiscreteDistribution, b: DiscreteDistribution): number {
  return [...a].reduce((sum, [value, chance]) => {
    if (b.has(value)) throw new Error(`both can be ${value}`);
    return sum + chance * chanceOf(b, value);
  }, 0);
}

function combine(
  a: DiscreteDistribution,
  b: DiscreteDistribution,
  of: (x: number, y: number) => number,
): DiscreteDistribution {
  return collect([...a].flatMap(([x, p]) => [...b].map(([y, q]): [number, number] => [of(x, y), p * q])));
}

function collect(pairs: readonly (readonly [number, number])[]): DiscreteDistribution {
  const chances = new Map<number, number>();
  for (const [value, chance] of pairs) chances.set(value, (chances.get(value) ?? 0) + chance);
  return chances;
}
