import type { EstimateSource, SchedulingProblem } from '@nx-crest/core';
import type { RunReport, RunTaskStatus } from './run-report.js';

/** What is known of a run when it has ended. *Units*: milliseconds from the forecast. */
export interface RunReportInput extends Pick<
  RunReport,
  'command' | 'nxVersion' | 'machine' | 'order' | 'workers' | 'startedAt' | 'elapsedMs' | 'forecast'
> {
  /** As the process ends; 129, 130 and 143: interrupted by a signal. */
  readonly exitCode: number;
  /** What was scheduled; null where nothing was. Its workers and durations do not matter: those of the run do. */
  readonly problem: SchedulingProblem | null;
  /** Every task that Nx was about to run, in any order. */
  readonly tasks: readonly RunInputTask[];
  readonly heldBack: readonly string[];
  /** Share of the machine's processor time that was used during the run, 0 to 1. */
  readonly cpuLoad?: number | undefined;
}

/** One task that Nx was about to run. */
export interface RunInputTask {
  readonly id: string;
  readonly noop: boolean;
  readonly continuous: boolean;
  /** False: Nx ran it alone. */
  readonly parallelism: boolean;
  /** Left out where Nx did not say how it ended. */
  readonly status?: Exclude<RunTaskStatus, 'not-run'> | undefined;
  readonly plannedMs?: number | undefined;
  readonly source?: EstimateSource | undefined;
  /** Whether it was planned to come from the cache; left out where nothing was planned. */
  readonly plannedRestored?: boolean | undefined;
  readonly startMs?: number | undefined;
  readonly finishMs?: number | undefined;
}
