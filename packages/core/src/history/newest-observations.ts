import type { Observation } from './history.js';

/** How many observations of a task are kept on each machine class: as many as fit into 100 bytes beside an id of 39 characters. */
export const KEPT = 6;

/**
 * The newest of the observations, newest first, each once.
 *
 * *Ties*: by `ms`, then `cpuCores` (not measured before measured): a total order, so that the newest of a union do not
 * depend on the order in which it was made. *Complexity*: O(n log n).
 */
export function newestObservations(observations: readonly Observation[]): readonly Observation[] {
  if (observations.length <= KEPT && observations.every(isOlderThanBefore)) return observations;
  return [...observations].sort(compareObservations).filter(isOlderThanBefore).slice(0, KEPT);
}

function isOlderThanBefore(one: Observation, index: number, all: readonly Observation[]): boolean {
  const before = all[index - 1];
  return !before || compareObservations(before, one) < 0;
}

function compareObservations(a: Observation, b: Observation): number {
  return b.atS - a.atS || a.ms - b.ms || (a.cpuCores ?? NOT_MEASURED) - (b.cpuCores ?? NOT_MEASURED);
}

const NOT_MEASURED = -1;
