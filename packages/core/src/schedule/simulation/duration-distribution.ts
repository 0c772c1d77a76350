import type { Estimate, PertTriple } from '../../model/estimate.js';

/**
 * How long a task may take. *Units*: milliseconds.
 *
 * `fixed`: always the same. `pert`: the beta distribution of a PERT triple with λ = 4, mean `(a + 4m + b) / 6` (Malcolm et
 * al. 1959). `lognormal`: by its median and 90th percentile; skewed to the right, as measured times are. `samples`: one of
 * what was measured, each as likely as the others.
 */
export type DurationDistribution =
  | { readonly kind: 'fixed'; readonly ms: number }
  | ({ readonly kind: 'pert' } & PertTimes)
  | { readonly kind: 'lognormal'; readonly medianMs: number; readonly p90Ms: number }
  | { readonly kind: 'samples'; readonly samplesMs: readonly number[] };

type PertTimes = { readonly [Time in keyof PertTriple]: number };

/**
 * The distribution that an estimate stands for: the PERT triple of a range; else, where the 90th percentile is above the
 * planned value, the lognormal distribution through both; else the planned value and nothing beside it.
 *
 * What `estimate.ms` is, is a matter of its source: for a range the mean of its PERT distribution (and the median too, since
 * documents give the ends only, and the most likely time is the midpoint); for our own history the median; for a prediction
 * a line through what was measured. So it is taken for the *median* of a lognormal distribution, whose mean is larger: by 5 %
 * where the 90th percentile is 1.5 times the median, by 16 % at 2 times. A simulated mean finish is later than the
 * planned one for this reason too.
 *
 * A planned value of 0 stays 0: the task takes no time.
 */
export function distributionOf(estimate: Estimate & { readonly pert?: PertTriple }): DurationDistribution {
  const { ms, p90Ms, pert } = estimate;
  if (pert) return { kind: 'pert', ...pert };
  return p90Ms > ms && ms > 0 ? { kind: 'lognormal', medianMs: ms, p90Ms } : { kind: 'fixed', ms };
}

/** The value of a distribution that has only one. *Throws* `RangeError` where the numbers are no distribution. */
export function onlyValue(distribution: DurationDistribution): number | undefined {
  switch (distribution.kind) {
    case 'fixed':
      return onlyOne(ascending(distribution.kind, [distribution.ms]));
    case 'pert': {
      const { optimisticMs, likelyMs, pessimisticMs } = distribution;
      return onlyOne(ascending(distribution.kind, [optimisticMs, likelyMs, pessimisticMs]));
    }
    case 'lognormal': {
      const { medianMs, p90Ms } = distribution;
      if (medianMs === 0 && p90Ms > 0) throw new RangeError('medianMs must be above 0 where p90Ms is, got 0');
      return onlyOne(ascending(distribution.kind, [medianMs, p90Ms]));
    }
    case 'samples': {
      if (distribution.samplesMs.length === 0)
        throw new RangeError('samplesMs must hold at least one sample, got none');
      return onlyOne(
        ascending(
          distribution.kind,
          [...distribution.samplesMs].sort((a, b) => a - b),
        ),
      );
    }
    default:
      return distribution satisfies never;
  }
}

function onlyOne(times: readonly number[]): number | undefined {
  return times.at(0) === times.at(-1) ? times[0] : undefined;
}

function ascending(kind: string, times: readonly number[]): readonly number[] {
  let before = 0;
  for (const time of times) {
    if (!(time >= before) || !Number.isFinite(time)) {
      throw new RangeError(`times of kind "${kind}" must be finite and ascend from 0, got ${times.join(', ')}`);
    }
    before = time;
  }
  return times;
}
