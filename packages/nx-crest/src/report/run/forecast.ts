import type { BoundReason, EstimateSource } from '@nx-crest/core';

/** What a run was planned to take, before it began. *Units*: milliseconds from the forecast to the end of the last task. */
export interface RunForecast {
  readonly p50Ms: number;
  readonly p90Ms: number;
  /** No order on so many workers is shorter, by the estimates. */
  readonly lowerBoundMs: number;
  /** Why not: `work` where a resource is busy all the time rather than one chain of dependencies. */
  readonly boundReason: BoundReason;
  /** `workers`, or the resource that is busy; null for the critical path. */
  readonly boundResource: string | null;
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
