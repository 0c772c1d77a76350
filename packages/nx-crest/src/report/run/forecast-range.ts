import type { EstimateSource } from '@nx-crest/core';

/** Median and 90th percentile. */
export interface ForecastRange {
  readonly p50Ms: number;
  readonly p90Ms: number;
}

/** What is known beside the durations of single tasks. */
export interface CommonKnowledge {
  /** Measured / planned of earlier runs, newest first. */
  readonly ratios: readonly number[];
  /** By source of the estimates, which share of the work that will execute they plan; 1 together. */
  readonly workShares: Readonly<Partial<Record<EstimateSource, number>>>;
}

/** The 90th percentile of the standard normal distribution. */
const Z90 = 1.2815515655446;
/** From the median absolute deviation to the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;
/** How much runs differ in speed from each other where nothing is known: standard deviation of ln(measured / planned). */
const SPEED_SIGMA = 0.1;
/** The same for all runs of a workspace together: what neither durations nor the order account for, such as Nx itself. */
const BIAS_SIGMA = 0.15;
/** What is assumed of the spread counts as so many runs. */
const ASSUMED_RUNS = 2;

/** How wrong the estimates of one source are together, beyond what speed explains; by convention. */
const SOURCE_SIGMA: Readonly<Record<EstimateSource, number>> = {
  override: 0,
  history: 0,
  'nx-history': 0.1,
  document: 0.4,
  prediction: 0.6,
  default: 0.8,
};

/**
 * Widens what a simulation of independent durations says by what the tasks of a run have in common.
 *
 * Independent durations alone understate how uncertain a makespan is: over n tasks their deviations cancel, so that the spread
 * shrinks as 1/√n, while the speed of the machine, or an estimate that is wrong for all, moves every task the same way and
 * does not shrink at all. So ln(makespan) is taken for a sum of normal parts:
 *
 * - how far ln(measured / planned) of the runs that the history holds lies from 0 (median of the absolute values), pooled with what would
 *   be assumed without them (the simulation's own spread and 10 % of speed), which counts as two runs; never less than the
 *   simulation's;
 * - 15 % for what neither durations nor order account for, divided by √(n + 1) for n runs;
 * - estimates that are not measured are wrong together: 40 % for documents, 60 % for predictions, 80 % for defaults, as far
 *   as the work depends on them.
 *
 * The median stays: how long earlier runs took moves it through the durations of their tasks. Moving it by measured / planned
 * as well would count the speed of the last run twice, and was further off in every series that was tried.
 *
 * *Source*: correlation of durations as the cause of too narrow forecasts: Van Dorp & Duffey 1999 (Monte Carlo simulation with
 * statistical dependence); median absolute deviation: Hampel 1974.
 */
export function commonRange({ p50Ms, p90Ms }: ForecastRange, { ratios, workShares }: CommonKnowledge): ForecastRange {
  if (p50Ms === 0) return { p50Ms, p90Ms };
  const deviations = ratios.filter((ratio) => ratio > 0 && ratio < Infinity).map((ratio) => Math.abs(Math.log(ratio)));
  const runs = deviations.length;
  const independent = (Math.log(p90Ms / p50Ms) / Z90) ** 2;
  const seen = (MAD_TO_SIGMA * median(deviations)) ** 2;
  const assumed = independent + SPEED_SIGMA ** 2;
  const spread = (ASSUMED_RUNS * assumed + runs * seen) / (ASSUMED_RUNS + runs);
  const variance = Math.max(independent, spread) + BIAS_SIGMA ** 2 / (runs + 1) + guessVariance(workShares);
  return { p50Ms, p90Ms: p50Ms * Math.exp(Z90 * Math.sqrt(variance)) };
}

/** Estimates of one source are wrong together, those of different sources independently of each other. */
function guessVariance(workShares: CommonKnowledge['workShares']): number {
  let variance = 0;
  for (const [source, sigma] of Object.entries(SOURCE_SIGMA)) {
    variance += ((workShares[source as EstimateSource] ?? 0) * sigma) ** 2; // keys of the record above
  }
  return variance;
}

/** 0 of nothing. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
