/** A value, and how much it counts; above 0. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * The `q`-quantile of weighted values: each value stands at the middle of its share of the weight, and between two of them
 * the quantile goes in a straight line; beyond the first and the last it stays. With equal weights this is Hazen's quantile.
 *
 * *Returns* `undefined` without values. *Complexity*: O(n log n). *Source*: Hyndman & Fan 1996, definition 5, with weights.
 */
export function weightedQuantile(items: readonly Weighted[], q: number): number | undefined {
  const sorted = ascending(items);
  const target = q * totalWeight(sorted);
  let before: { readonly value: number; readonly at: number } | undefined;
  let covered = 0;
  for (const { value, weight } of sorted) {
    const at = covered + weight / 2;
    if (at >= target) {
      return before ? before.value + ((value - before.value) * (target - before.at)) / (at - before.at) : value;
    }
    before = { value, at };
    covered += weight;
  }
  return before?.value;
}

/**
 * The lower weighted median: the first of the values at which half of the weight is reached. It is always one of them, so
 * between two groups of values it chooses the heavier.
 *
 * *Returns* `undefined` without values.
 */
export function weightedMedian(items: readonly Weighted[]): number | undefined {
  const sorted = ascending(items);
  const half = totalWeight(sorted) / 2;
  let covered = 0;
  return sorted.find(({ weight }) => (covered += weight) >= half)?.value;
}

function ascending(items: readonly Weighted[]): readonly Weighted[] {
  return [...items].sort((a, b) => a.value - b.value || a.weight - b.weight);
}

function totalWeight(items: readonly Weighted[]): number {
  let sum = 0;
  for (const { weight } of items) sum += weight;
  return sum;
}
