import {
  criticalTasks,
  distributionOf,
  listSchedule,
  lowerBound,
  simulate,
  type DurationDistribution,
  type Estimate,
  type EstimateSource,
  type SchedulingProblem,
} from '@nx-crest/core';
import { busyThroughout } from './forecast-busy.js';
import type { CacheOutlook } from './forecast-outlook.js';
import { commonRange, type ForecastRange } from './forecast-range.js';
import type { RunForecast } from './forecast.js';

/** Everything that is known before a run. */
export interface ForecastInput {
  /**
   * With the workers of the run. Its durations: the planned ms of tasks that will execute, the time that restoring takes for
   * those in `outlook.restored`, 0 for what takes no time.
   */
  readonly problem: SchedulingProblem;
  /** By task id; those of restored tasks do not count. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  readonly outlook: CacheOutlook;
  /** Measured / planned (`runRatio`) of earlier runs on this machine class, newest first. */
  readonly ratios: readonly number[];
  /** Of `chooseWorkers`, where it was asked. */
  readonly workersReason?: string;
}

/** Executions of single tasks in all simulated runs together: some 10 ms. */
const SIMULATED_TASKS = 40_000;
/** Fewer runs say too little about a 90th percentile, more add nothing to it. */
const [LEAST_RUNS, MOST_RUNS] = [50, 300];
/** 90th percentiles are rounded to steps of this share of the median: tasks of one shape share a table of random numbers. */
const SPREAD_STEP = 0.05;

/** A task that will execute. */
interface ExecutingTask {
  readonly index: number;
  readonly id: string;
  readonly estimate: Estimate;
}

/**
 * When a run will end, and what decides it. The plan is executed many times by bottom level, as the runner does, each time with
 * other durations (`simulate`); what all tasks have in common is added afterwards (`commonRange`). Where nothing will execute
 * there is nothing to simulate.
 *
 * Durations are taken as they were measured, that is, under the load of those runs: after a change in the number of workers
 * the first forecasts are off by as much as tasks slow each other down.
 *
 * *Complexity*: 50 to 300 simulated runs. *Throws* as `simulate` does.
 */
export function forecastRun(input: ForecastInput): RunForecast {
  const { problem, outlook, workersReason } = input;
  const executing = executingTasks(input);
  const schedule = listSchedule(problem);
  const estimated = estimatedRange(problem, executing, schedule.makespan);
  const { p50Ms, p90Ms } = executing.length === 0 ? estimated : commonRange(estimated, common(input, executing));
  const isExecuting = new Set(executing.map(({ index }) => index));
  const chain = criticalTasks(problem, schedule).filter((task) => isExecuting.has(task));
  const { durations, ids } = problem.graph;
  const undecidedRestored = [...outlook.undecided].filter((id) => outlook.restored.has(id)).length;
  return {
    p50Ms: Math.round(p50Ms),
    p90Ms: Math.round(p90Ms),
    lowerBoundMs: lowerBound(problem, { quick: true }).makespan,
    busy: busyThroughout(problem, [...isExecuting], schedule.makespan),
    workers: problem.workers ?? 0,
    ...(workersReason === undefined ? {} : { workersReason }),
    chain: chain.flatMap((task) => ids[task] ?? []),
    chainMs: chain.reduce((sum, task) => sum + (durations[task] ?? 0), 0),
    workMs: executing.reduce((sum, { estimate }) => sum + estimate.ms, 0),
    tasks: executing.length + outlook.restored.size,
    restored: outlook.restored.size - undecidedRestored,
    undecided: outlook.undecided.size,
    sources: tally(executing, () => 1),
  };
}

function executingTasks({ problem, estimates, outlook }: ForecastInput): readonly ExecutingTask[] {
  return problem.graph.ids.flatMap((id, index) => {
    const estimate = estimates.get(id);
    return estimate && !outlook.restored.has(id) ? [{ index, id, estimate }] : [];
  });
}

/** What independent durations give. */
function estimatedRange(
  problem: SchedulingProblem,
  executing: readonly ExecutingTask[],
  makespan: number,
): ForecastRange {
  const distributions = new Map<number, DurationDistribution>();
  for (const { index, estimate } of executing) distributions.set(index, rounded(distributionOf(estimate)));
  const isUncertain = [...distributions.values()].some(({ kind }) => kind !== 'fixed');
  if (!isUncertain) return { p50Ms: makespan, p90Ms: makespan };
  const wanted = Math.round(SIMULATED_TASKS / problem.graph.size);
  const runs = Math.min(MOST_RUNS, Math.max(LEAST_RUNS, wanted));
  const { finish } = simulate(problem, { distributions, runs, costs: false });
  return { p50Ms: finish.p50Ms, p90Ms: finish.finishesMs[Math.ceil(0.9 * runs) - 1] ?? finish.p50Ms };
}

function rounded(distribution: DurationDistribution): DurationDistribution {
  if (distribution.kind !== 'lognormal') return distribution;
  const { kind, medianMs, p90Ms } = distribution;
  return { kind, medianMs, p90Ms: medianMs * (1 + SPREAD_STEP * Math.ceil((p90Ms / medianMs - 1) / SPREAD_STEP)) };
}

function common({ ratios }: ForecastInput, executing: readonly ExecutingTask[]) {
  const work = executing.reduce((sum, { estimate }) => sum + estimate.ms, 0);
  return { ratios, workShares: tally(executing, ({ ms }) => (work === 0 ? 0 : ms / work)) };
}

/** Sums by source of the estimate. */
function tally(
  executing: readonly ExecutingTask[],
  value: (estimate: Estimate) => number,
): Partial<Record<EstimateSource, number>> {
  const sums: Partial<Record<EstimateSource, number>> = {};
  for (const { estimate } of executing) sums[estimate.source] = (sums[estimate.source] ?? 0) + value(estimate);
  return sums;
}
