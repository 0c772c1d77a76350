/**
 * One measured run of a task that succeeded. *Units*: `atS` whole seconds since 1970, `ms` whole milliseconds; `cpuCores` how
 * many cores it kept busy on average, in tenths (1: it computed all the time on one core; 0: it waited). Left out: not measured.
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

/** Ids of what is measured of runs as a whole; no task's id starts with `@`. */
export const RUN_RATIO = '@run-ratio';
/** How long a task takes that is restored from the cache. */
export const RESTORE = '@restore';
