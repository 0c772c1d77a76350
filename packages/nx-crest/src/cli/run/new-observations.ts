import {
  EMPTY_HISTORY,
  RESTORE,
  RUN_RATIO,
  toObservation,
  withObservations,
  type History,
  type Observation,
} from '@nx-crest/core';
import type { PreparedRun } from '../../nx/runner/runner-hooks.js';
import { runRatio } from '../../report/run/forecast-ratio.js';
import type { RunReport } from '../../report/run/run-report.js';
import type { LoadMeter } from '../../run/load-meter.js';
import type { PlannedRun } from './plan-run.js';
import type { EndedTask } from './watched-run.js';

/** What a run has measured. *Units*: times as `Date.now()`. */
export interface MeasuredTimes {
  readonly beganMs: number;
  /** When the first task was executed. */
  readonly firstStartMs: number | undefined;
  readonly ended: readonly EndedTask[];
  readonly meter: Pick<LoadMeter, 'cpuCores'>;
  readonly suspension: { between(startMs: number, endMs: number): boolean };
}

/** What a run adds to the history: durations of tasks that executed and succeeded, of restoring, and how well it was planned. */
export function newObservations(
  { tasks }: Pick<PreparedRun, 'tasks'>,
  run: {
    readonly machine: string;
    readonly planned: Pick<PlannedRun, 'forecast'>;
    readonly report: Pick<RunReport, 'measured' | 'workers'>;
    readonly measured: MeasuredTimes;
  },
): History {
  const { ended, meter, suspension } = run.measured;
  const measurable = new Set(tasks.filter((task) => !task.noop && !task.continuous).map(({ id }) => id));
  const additions = ended.flatMap(({ id, status, startMs, endMs }): (readonly [string, Observation])[] => {
    if (!measurable.has(id)) return [];
    const suspended = startMs !== undefined && endMs !== undefined && suspension.between(startMs, endMs);
    const observation = toObservation({ status, startMs, endMs, suspended, cpuCores: meter.cpuCores(id) });
    return observation ? [[id, observation]] : [];
  });
  return withObservations(EMPTY_HISTORY, run.machine, [...additions, ...ofWholeRun(run)]);
}

/** Fewer restored tasks say more of how long Nx takes to begin. */
const LEAST_RESTORED = 5;

/** Observations of the run itself, told as though it were a task. */
function ofWholeRun({
  planned,
  report,
  measured: { beganMs, firstStartMs, ended, suspension },
}: Parameters<typeof newObservations>[1]): (readonly [string, Observation])[] {
  const endMs = ended.reduce((latest, task) => Math.max(latest, task.endMs ?? latest), beganMs);
  if (suspension.between(beganMs, endMs)) return [];
  const at = (ms: number): Observation => ({ atS: Math.round(endMs / 1000), ms: Math.round(ms) });

  // Before the first task is executed, all workers restore.
  const untilMs = Math.max(beganMs, firstStartMs ?? endMs);
  const restored = ended.filter((task) => task.status.includes('cache') && (task.endMs ?? Infinity) <= untilMs).length;
  const { measured, workers } = report;
  const ratio = measured?.outcome === 'complete' ? runRatio(planned.forecast, measured) : undefined;
  return [
    ...(restored >= LEAST_RESTORED ? [[RESTORE, at(((untilMs - beganMs) * workers) / restored)] as const] : []),
    ...(ratio === undefined ? [] : [[RUN_RATIO, at(ratio * 1000)] as const]),
  ];
}
