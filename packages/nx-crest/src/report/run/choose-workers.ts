import type { SchedulingProblem } from '@nx-crest/core';

/** What the number of workers is chosen by. */
export interface WorkerChoiceInput {
  /** As for the forecast; its own number of workers does not count. */
  readonly problem: SchedulingProblem;
  /** How many cores each task keeps busy, by task id (`HistoryEstimate.cpuCores`, measured by `loadMeter`); missing: unknown. */
  readonly cpuCores: ReadonlyMap<string, number>;
  /** `availableParallelism()`. */
  readonly cores: number;
}

/** How many tasks to run at once, and why, in one line. */
export interface WorkerChoice {
  readonly workers: number;
  readonly reason: string;
}

export function chooseWorkers({ cores }: WorkerChoiceInput): WorkerChoice {
  return { workers: cores, reason: '' };
}
