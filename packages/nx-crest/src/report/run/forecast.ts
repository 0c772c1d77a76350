import type { EstimateSource } from '@nx-crest/core';
import type { BusyThroughout } from './forecast-busy.js';

/** What a run was planned to take, before it began. *Units*: milliseconds from the forecast to the end of the last task. */
export interface RunForecast {
  readonly p50Ms: number;
  readonly p90Ms: number;
  /** No order on so many workers is shorter, by the estimates. */
  readonly lowerBoundMs: number;
  /** What the tasks that will execute use for 95 % of the plan or more; null where there is no such thing. */
  readonly busy: BusyThroughout | null;
  readonly workers: number;
  /** Why so many, where they were chosen (`--parallel auto`). */
  readonly workersReason?: string;
  /** The critical chain of the plan, through dependencies, workers and resources; restored tasks left out. */
  readonly chain: readonly string[];
  readonly chainMs: number;
  /** Work of the tasks that will execute. */
  readonly workMs: number;
  readonly tasks: number;
  /** Of them, how many will be restored from the cache, and of how many that is not known yet. */
  readonly restored: number;
  readonly undecided: number;
  /** Where the estimates of the tasks that will execute come from. */
  readonly sources: Readonly<Partial<Record<EstimateSource, number>>>;
}
