import type { Observation } from './history.js';

/** A task of a run that has ended, as its runner tells of it. *Units*: milliseconds since 1970. */
export interface EndedTask {
  /** In Nx's words: only `success` is a task that was executed, and ended well. */
  readonly status: string;
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
  /** The machine slept meanwhile, or its clock was set. */
  readonly suspended: boolean;
  /** How many cores it kept busy on average. */
  readonly cpuCores?: number | undefined;
}

/**
 * What a task's end teaches for its next run; nothing where it failed, was stopped, skipped or restored from a cache, where
 * the machine slept meanwhile, or where its times are none. The one rule for what gets into a history.
 */
export function toObservation({ status, startMs, endMs, suspended, cpuCores }: EndedTask): Observation | undefined {
  if (status !== 'success' || suspended || startMs === undefined || endMs === undefined) return undefined;
  const ms = Math.round(endMs - startMs);
  const atS = Math.floor(endMs / 1000);
  if (!isCount(ms) || !isCount(atS)) return undefined;
  const tenths = Math.round((cpuCores ?? NaN) * 10);
  return isCount(tenths) ? { atS, ms, cpuCores: tenths / 10 } : { atS, ms };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
