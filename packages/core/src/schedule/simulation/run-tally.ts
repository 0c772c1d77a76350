import { int, time } from './columns.js';
import type { PreparedSimulation } from './prepare-simulation.js';

/** Sums over runs, by task. */
export interface RunTally {
  /** In how many runs the task was on the chain that determined the finish. */
  readonly criticalRuns: Float64Array;
  readonly meanStartMs: Float64Array;
  readonly meanFinishMs: Float64Array;
  /** Covariance of the task's duration with the makespan, in ms². */
  readonly covariance: Float64Array;
}

/** Counts runs. Durations are taken as distances from the median, so that large numbers do not cancel. */
export function runTally({ network, draws }: PreparedSimulation, plannedMs: number) {
  const { root, finish, waitedFor } = network;
  const { uncertain, medians } = draws;
  const criticalRuns = new Float64Array(root);
  const finishSum = new Float64Array(root);
  const longerSum = new Float64Array(root);
  const productSum = new Float64Array(root);
  let laterSum = 0;

  /** Counts the run that was executed last. */
  function add(last: number, durations: Float64Array): void {
    for (let task = last; task !== root; task = int(waitedFor, task)) criticalRuns[task] = time(criticalRuns, task) + 1;
    for (let task = 0; task < root; task++) finishSum[task] = time(finishSum, task) + time(finish, task);
    const later = time(finish, last) - plannedMs;
    laterSum += later;
    for (let i = 0; i < uncertain.length; i++) {
      const task = int(uncertain, i);
      const longer = time(durations, task) - time(medians, task);
      longerSum[task] = time(longerSum, task) + longer;
      productSum[task] = time(productSum, task) + longer * later;
    }
  }

  function result(runs: number): RunTally {
    const meanFinishMs = finishSum.map((sum) => sum / runs);
    const meanDuration = longerSum.map((sum, task) => time(medians, task) + sum / runs);
    return {
      criticalRuns,
      meanFinishMs,
      meanStartMs: meanFinishMs.map((mean, task) => mean - time(meanDuration, task)),
      covariance: productSum.map((sum, task) => (sum - (time(longerSum, task) * laterSum) / runs) / runs),
    };
  }
  return { add, result };
}
