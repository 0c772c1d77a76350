import type { Estimate, SchedulingProblem } from '@nx-crest/core';
import type { CacheOutlook } from './forecast-outlook.js';
import type { RunForecast } from './forecast.js';

/** Everything that is known before a run. */
export interface ForecastInput {
  /**
   * With the workers of the run. Its durations: the planned ms of tasks that will execute, the time that restoring takes for
   * those in `outlook.restored`, 0 for what takes no time.
   */
  readonly problem: SchedulingProblem;
  /** By task id. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  readonly outlook: CacheOutlook;
  /** Measured / planned (`runRatio`) of earlier runs on this machine class, newest first. */
  readonly ratios: readonly number[];
  /** Of `chooseWorkers`, where it was asked. */
  readonly workersReason?: string;
}

export function forecastRun({ problem }: ForecastInput): RunForecast {
  const nothing = { p50Ms: 0, p90Ms: 0, estimatedMs: 0, lowerBoundMs: 0, chainMs: 0, workMs: 0 };
  const counts = { tasks: 0, restored: 0, undecided: 0, sources: {}, chain: [] };
  return { ...nothing, ...counts, boundReason: 'critical-path', boundResource: null, workers: problem.workers ?? 0 };
}
