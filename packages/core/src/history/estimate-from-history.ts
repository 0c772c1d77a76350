import { milliseconds } from '../model/duration.js';
import type { Estimate } from '../model/estimate.js';
import { decayedLogs, type DecayedLog } from './decayed-logs.js';
import { isTaskId, observationsOf, type History, type Observation } from './history.js';
import { machineProfile } from './machine-profile.js';
import { newestObservations } from './newest-observations.js';
import { weightedQuantile } from './weighted-quantile.js';
import { withoutOutliers } from './without-outliers.js';

/** An estimate from what was measured: the median to plan with, and the 90th percentile. */
export interface HistoryEstimate extends Estimate {
  readonly source: 'history';
  /** How many cores the task keeps busy on average, to a tenth; left out where that was not measured. */
  readonly cpuCores?: number;
}

/** How many observations the spread of all tasks counts for, against those of the task itself. */
const PRIOR_OBSERVATIONS = 2;
/** What was measured on another machine class may be off by this factor more. */
const ELSEWHERE = Math.log(1.5);
/** *Units*: milliseconds; some thirty years. */
const LONGEST = 1e12;

/**
 * How long a task takes on a machine class: weighted quantiles of its observations, the newer ones counting more, outliers
 * left out. Nothing where it was never measured.
 *
 * *90th percentile*: the spread above the median is that of the task and that of all tasks of the class, the former weighted
 * by its observations less one, the latter by 2 (a credibility estimate; Bühlmann 1967): one observation says nothing about a
 * spread. It is never below the median.
 *
 * *Never measured on this class*: what other classes have measured, multiplied by how much slower this one is on the tasks that
 * both know, with a spread wider by a factor of 1.5.
 *
 * Quantiles rather than samples: six samples would promise that the task never takes longer than the longest of them.
 */
export function estimateFromHistory(history: History, machine: string, id: string): HistoryEstimate | undefined {
  const own = decayedLogs(observationsOf(history, machine, id));
  const { spread } = machineProfile(history, machine);
  if (own.length > 0) return estimateOf(own, spread, 0);
  const elsewhere = logsElsewhere(history, machine, id);
  return elsewhere.length === 0 ? undefined : estimateOf(elsewhere, spread, ELSEWHERE);
}

function estimateOf(logs: readonly DecayedLog[], pooledSpread: number, widening: number): HistoryEstimate {
  const usual = withoutOutliers(logs);
  const median = weightedQuantile(usual, 0.5) ?? 0;
  const ownSpread = (weightedQuantile(usual, 0.9) ?? median) - median;
  const evidence = usual.length - 1;
  const spread = (evidence * ownSpread + PRIOR_OBSERVATIONS * pooledSpread) / (evidence + PRIOR_OBSERVATIONS);
  return { ms: fromLog(median), p90Ms: fromLog(median + spread + widening), source: 'history', ...coresOf(usual) };
}

function fromLog(log: number): Estimate['ms'] {
  return milliseconds(Math.min(Math.exp(log), LONGEST));
}

function coresOf(logs: readonly DecayedLog[]): { readonly cpuCores?: number } {
  const measured = logs.flatMap(({ observation: { cpuCores }, weight }) =>
    cpuCores === undefined ? [] : [{ value: cpuCores, weight }],
  );
  const cores = weightedQuantile(measured, 0.5);
  return cores === undefined ? {} : { cpuCores: Math.round(cores * 10) / 10 };
}

function logsElsewhere(history: History, machine: string, id: string): readonly DecayedLog[] {
  const { slownessAgainst } = machineProfile(history, machine);
  const slownessOf = new Map<Observation, number>();
  for (const other of history.machines.keys()) {
    // What is measured of runs as a whole does not depend on how fast a machine is.
    const slowness = isTaskId(id) ? slownessAgainst(other) : 0;
    for (const observation of observationsOf(history, other, id)) slownessOf.set(observation, slowness);
  }
  const newest = decayedLogs(newestObservations([...slownessOf.keys()]));
  return newest.map((log) => ({ ...log, value: log.value + (slownessOf.get(log.observation) ?? 0) }));
}
