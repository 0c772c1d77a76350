import type { Observation } from './history.js';
import type { Weighted } from './weighted-quantile.js';

/**
 * After so many runs an observation counts half. Not after one: then the newest would outweigh all others together, and
 * every median would be the last run. With 2, a task that changed for good is seen after two runs, one odd run is not.
 */
const HALF_LIFE = 2;

/** An observation's duration as its natural logarithm (of milliseconds, from 1 up), with its weight. */
export interface DecayedLog extends Weighted {
  readonly observation: Observation;
}

/** Durations by recency: the newest first with weight 1, the weight halving with every second one. By rank: no clock is asked. */
export function decayedLogs(newestFirst: readonly Observation[]): readonly DecayedLog[] {
  return newestFirst.map((observation, rank) => ({
    observation,
    value: Math.log(Math.max(1, observation.ms)),
    weight: 2 ** (-rank / HALF_LIFE),
  }));
}
