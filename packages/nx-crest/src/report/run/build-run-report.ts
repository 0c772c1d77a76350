import type { EstimateSource, SchedulingProblem } from '@nx-crest/core';
import type { RunForecast } from './forecast.js';
import type { RunOrder, RunReport, RunTaskStatus } from './run-report.js';

/** What a session knows when its run has ended. Times count from the forecast. */
export interface RunReportInput extends Pick<RunReport, 'command' | 'nxVersion' | 'machine' | 'startedAt'> {
  readonly order: RunOrder;
  readonly workers: number;
  /** As the process ends; above 128: interrupted by a signal. */
  readonly exitCode: number;
  readonly forecast: RunForecast | null;
  /** What was scheduled; null where nothing was. Its workers do not matter: those of the run do. */
  readonly problem: SchedulingProblem | null;
  /** Every task that Nx was about to run, in any order. */
  readonly tasks: readonly RunInputTask[];
  readonly heldBack: readonly string[];
  /** Share of the machine's processor time that was used during the run, 0 to 1. */
  readonly cpuLoad?: number | undefined;
}

export interface RunInputTask {
  readonly id: string;
  /** Left out where Nx did not say how it ended. */
  readonly status?: Exclude<RunTaskStatus, 'not-run'> | undefined;
  readonly continuous: boolean;
  readonly plannedMs?: number | undefined;
  readonly source?: EstimateSource | undefined;
  readonly startMs?: number | undefined;
  readonly finishMs?: number | undefined;
}

/** Planned against measured. */
export function buildRunReport(input: RunReportInput): RunReport {
  const { command, nxVersion, machine, order, workers, startedAt, exitCode, forecast } = input;
  return {
    version: 1,
    ...{ command, nxVersion, machine, order, workers, startedAt, exitCode, forecast },
    measured: null,
    tasks: [],
  };
}
