import type { BindingLink, EstimateSource } from '@nx-crest/core';
import type { RunForecast } from './forecast.js';

/**
 * A run that has ended, planned against measured: what `crest run --json FILE` writes and what the terminal and the GitHub step
 * summary show. A stable contract; its JSON Schema is `schemas/run.schema.json`. *Units*: every number that ends in `Ms` is
 * milliseconds; times count from the forecast.
 */
export interface RunReport {
  readonly version: 1;
  /** The arguments that Nx was given: `['run-many', '-t', 'build']`. */
  readonly command: readonly string[];
  readonly nxVersion: string;
  /** The machine class whose history was read and written: `linux-x64-2`. */
  readonly machine: string;
  /** `stock`: Nx's own order, since it could not be replaced. */
  readonly order: RunOrder;
  /** 0 where Nx never came to its tasks, or was not as we know it. */
  readonly workers: number;
  /** When the forecast was made, or else the run began: ISO 8601, UTC. */
  readonly startedAt: string;
  /** From then to the end of the process. */
  readonly elapsedMs: number;
  readonly exitCode: number;
  /** Null where nothing was planned. */
  readonly forecast: RunForecast | null;
  /** Null where no task began. */
  readonly measured: RunMeasured | null;
  /** By id. */
  readonly tasks: readonly RunReportTask[];
}

/** In which order ready tasks were started. */
export type RunOrder = 'critical-path' | 'stock';

/**
 * How a run ended. `complete`: every task succeeded, so that planned and measured can be compared; `incomplete`: a task failed or
 * was skipped; `interrupted`: by a signal.
 */
export type RunOutcome = 'complete' | 'incomplete' | 'interrupted';

/** How a task ended, in Nx's words; `not-run`: it never began, and Nx did not speak of it. */
export type RunTaskStatus =
  | 'success'
  | 'failure'
  | 'skipped'
  | 'stopped'
  | 'local-cache'
  | 'local-cache-kept-existing'
  | 'remote-cache'
  | 'not-run';

/** `noop`: takes no time and no worker. `continuous`: a server and its like, which runs beside the others until the run ends. */
export type RunTaskKind = 'task' | 'noop' | 'continuous';

/** What happened. */
export interface RunMeasured {
  readonly outcome: RunOutcome;
  /** The end of the last task. Continuous tasks, which end with the run, and noops do not count, here and below. */
  readonly makespanMs: number;
  /** Tasks that executed and succeeded. */
  readonly executed: number;
  /** Tasks whose results came from a cache. */
  readonly restored: number;
  readonly failed: number;
  /** Of the restored tasks, those that were planned to execute. */
  readonly restoredInstead: number;
  /** Of the executed and failed tasks, those that were planned to come from the cache. */
  readonly executedInstead: number;
  /** Tasks that were skipped, stopped, or never began. */
  readonly unfinished: number;
  /** The chain that determined the end, first task first. Empty where the run was interrupted, or nothing was scheduled. */
  readonly bindingChain: readonly BindingLink[];
  /** The durations of the chain's tasks, restored ones left out; what the makespan is longer was spent between them. */
  readonly bindingChainMs: number;
  /** At most 3 tasks that executed and succeeded, the largest difference first. Empty where the run was interrupted. */
  readonly worstEstimates: readonly WorstEstimate[];
  /**
   * What one more worker would have saved if tasks did not slow each other down; never negative. Null where the run was not
   * complete, nothing executed, or more than 1,000 tasks executed that share resources.
   */
  readonly oneMoreWorkerMs: number | null;
  /** Share of the machine's processor time that was used during the run, by anything on it, 0 to 1; null where not measured. */
  readonly cpuLoad: number | null;
  /** Ids of tasks that were ready, but waited until a resource was free. */
  readonly heldBack: readonly string[];
}

/** A task that took another time than was planned. */
export interface WorstEstimate {
  readonly id: string;
  readonly plannedMs: number;
  readonly measuredMs: number;
  readonly source: EstimateSource;
}

/** One task, planned and measured. */
export interface RunReportTask {
  readonly id: string;
  readonly status: RunTaskStatus;
  readonly kind: RunTaskKind;
  /** What it was planned to take: its estimate, or the time of restoring it. Null where it was not planned. */
  readonly plannedMs: number | null;
  /** Where the estimate comes from. */
  readonly source: EstimateSource | null;
  /** Null where it did not begin. */
  readonly startMs: number | null;
  /** Null where it did not end. */
  readonly finishMs: number | null;
}
