import { decayedLogs } from './decayed-logs.js';
import { isTaskId, observationsOf, type History, type Observation } from './history.js';
import { weightedQuantile } from './weighted-quantile.js';

/** What all tasks of a machine class together say. Both are natural logarithms of factors. */
export interface MachineProfile {
  /** How far the 90th percentile of a task's time lies above its median. */
  readonly spread: number;
  /** How much longer tasks take here than on another class; 0 where no task is known to both. */
  readonly slownessAgainst: (other: string) => number;
}

/** The spread where too little was measured: a factor of 1.3. */
const USUAL_SPREAD = Math.log(1.3);
/** So many comparisons make a 90th percentile. */
const ENOUGH = 10;
/** A median of fewer runs is compared with nothing. */
const FEWEST_OLDER = 2;

/**
 * *Spread*: each observation of a task is compared with the median of the two or more before it, which is what would have been
 * planned; of all these quotients the 90th percentile. *Slowness*: the median, over the tasks that both know, of the quotient
 * of their medians.
 *
 * Worked out once for each history value. *Complexity*: linear in the tasks.
 */
export function machineProfile(history: History, machine: string): MachineProfile {
  const known = PROFILES.get(history) ?? new Map<string, MachineProfile>();
  PROFILES.set(history, known);
  const present = known.get(machine);
  if (present) return present;
  const slowness = new Map<string, number>();
  const profile: MachineProfile = {
    spread: spreadOf(history, machine),
    slownessAgainst: (other) => {
      const log = slowness.get(other) ?? slownessOf(history, machine, other);
      slowness.set(other, log);
      return log;
    },
  };
  known.set(machine, profile);
  return profile;
}

/** A history is never changed, so what follows from it need not be worked out again. */
const PROFILES = new WeakMap<History, Map<string, MachineProfile>>();

function spreadOf(history: History, machine: string): number {
  const logs: number[] = [];
  for (const [id, observations] of history.machines.get(machine) ?? []) {
    if (!isTaskId(id)) continue;
    // Weights count in proportion only, so those of the older observations hold for them alone, too.
    const measured = decayedLogs(observations);
    for (const [rank, { value }] of measured.slice(0, -FEWEST_OLDER).entries()) {
      logs.push(value - (weightedQuantile(measured.slice(rank + 1), 0.5) ?? value));
    }
  }
  return logs.length < ENOUGH ? USUAL_SPREAD : Math.max(0, quantileOf(logs, 0.9));
}

function slownessOf(history: History, machine: string, other: string): number {
  const logs: number[] = [];
  for (const [id, observations] of history.machines.get(machine) ?? []) {
    const elsewhere = observationsOf(history, other, id);
    if (isTaskId(id) && elsewhere.length > 0) logs.push(medianLog(observations) - medianLog(elsewhere));
  }
  return quantileOf(logs, 0.5);
}

function medianLog(observations: readonly Observation[]): number {
  return weightedQuantile(decayedLogs(observations), 0.5) ?? 0;
}

function quantileOf(values: readonly number[], q: number): number {
  const items = values.map((value) => ({ value, weight: 1 }));
  return weightedQuantile(items, q) ?? 0;
}
