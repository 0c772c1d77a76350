import { at } from '../../graph/at.js';
import { milliseconds, type Milliseconds } from '../../model/duration.js';

/** Where a percentile lies with 95 % confidence: more runs make it narrower, half as wide with four times as many. */
export interface ConfidenceRange {
  readonly lowMs: Milliseconds;
  readonly highMs: Milliseconds;
}

/** When a plan ends, over all runs. `p80Ms`: 80 % of the runs ended by then. */
export interface FinishDistribution {
  readonly p50Ms: Milliseconds;
  readonly p80Ms: Milliseconds;
  readonly p95Ms: Milliseconds;
  readonly meanMs: Milliseconds;
  readonly minMs: Milliseconds;
  readonly maxMs: Milliseconds;
  readonly confidence: {
    readonly p50: ConfidenceRange;
    readonly p80: ConfidenceRange;
    readonly p95: ConfidenceRange;
    readonly mean: ConfidenceRange;
  };
  /** The finish of every run, ascending. */
  readonly finishesMs: Float64Array;
}

/** The standard normal distribution's 97.5th percentile: 95 % lie between −Z and Z. */
const Z = 1.959964;

/** *Complexity*: `O(n log n)`. *Throws* `RangeError` without a finish. */
export function finishDistribution(finishes: Float64Array): FinishDistribution {
  const finishesMs = finishes.toSorted();
  const runs = finishesMs.length;
  const mean = finishesMs.reduce((sum, finish) => sum + finish, 0) / runs;
  const variance = finishesMs.reduce((sum, finish) => sum + (finish - mean) ** 2, 0) / Math.max(1, runs - 1);
  const meanError = Z * Math.sqrt(variance / runs);
  return {
    p50Ms: percentile(finishesMs, 0.5),
    p80Ms: percentile(finishesMs, 0.8),
    p95Ms: percentile(finishesMs, 0.95),
    meanMs: milliseconds(mean),
    minMs: percentile(finishesMs, 0),
    maxMs: percentile(finishesMs, 1),
    confidence: {
      p50: confidenceRange(finishesMs, 0.5),
      p80: confidenceRange(finishesMs, 0.8),
      p95: confidenceRange(finishesMs, 0.95),
      mean: { lowMs: milliseconds(Math.max(0, mean - meanError)), highMs: milliseconds(mean + meanError) },
    },
    finishesMs,
  };
}

/** The smallest of ascending values that at least this share of them does not exceed. */
export function percentile(ascending: Float64Array, share: number): Milliseconds {
  return milliseconds(at(ascending, Math.max(0, Math.ceil(share * ascending.length) - 1)));
}

/** The share of runs that ended by the deadline: the chance to keep it. *Complexity*: `O(log n)`. */
export function chanceBy({ finishesMs }: Pick<FinishDistribution, 'finishesMs'>, deadlineMs: number): number {
  let [low, high] = [0, finishesMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(finishesMs, middle) <= deadlineMs) low = middle + 1;
    else high = middle;
  }
  return low / finishesMs.length;
}

/**
 * How many runs end before the true percentile is binomial, so two of the sorted runs enclose it, whatever the distribution.
 * *Source*: order statistics, David & Nagaraja 2003; normal approximation of the binomial distribution.
 */
function confidenceRange(ascending: Float64Array, share: number): ConfidenceRange {
  const runs = ascending.length;
  const middle = runs * share;
  const reach = Z * Math.sqrt(runs * share * (1 - share));
  return {
    lowMs: milliseconds(at(ascending, Math.max(0, Math.floor(middle - reach) - 1))),
    highMs: milliseconds(at(ascending, Math.min(runs - 1, Math.ceil(middle + reach)))),
  };
}
