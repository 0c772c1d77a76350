/**
 * One measured run of a task that succeeded. *Units*: `atS` whole seconds since 1970, `ms` whole milliseconds; `cpuCores` how
 * many cores it kept busy on average, to a tenth (1: it computed all the time on one core; 0: it waited). Left out: not measured.
 */
export interface Observation {
  readonly atS: number;
  readonly ms: number;
  readonly cpuCores?: number;
}

/**
 * What was measured, by machine class and task id. Of each task the newest observations are kept, a fixed number of them,
 * newest first (ties: by `ms`, then `cpuCores`). So a history is a set that can be merged.
 */
export interface History {
  readonly machines: ReadonlyMap<string, ReadonlyMap<string, readonly Observation[]>>;
}

/** A history that knows nothing. */
export const EMPTY_HISTORY: History = { machines: new Map() };

/** What was measured of a task on a machine class, newest first; empty where nothing was. */
export function observationsOf(history: History, machine: string, id: string): readonly Observation[] {
  return history.machines.get(machine)?.get(id) ?? [];
}

/**
 * Ids of what is measured of runs as a whole. A task's id is `project:target`, so none is without a colon.
 * This one is how long a run took, in thousandths of what was planned.
 */
export const RUN_RATIO = '@run-ratio';
/** How long a task takes that is restored from the cache. */
export const RESTORE = '@restore';

/** Whether an id is that of a task, and not of what is measured of runs. */
export function isTaskId(id: string): boolean {
  return id !== RUN_RATIO && id !== RESTORE;
}
