import type { Observation } from './history.js';

/** One task of a run as the runner tells of it; times in ms since 1970. */
export interface FinishedTask {
  /** In Nx's words; only `success` means that the task was executed, and well. */
  readonly status: string;
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
  /** The machine slept during the task. */
  readonly suspended: boolean;
  /** Tenths of a core. */
  readonly cpuCores?: number | undefined;
}

export function toObservation(task: FinishedTask): Observation | undefined {
  return task.suspended ? undefined : undefined;
}
