import { compareText } from '@nx-crest/core';
import { measureRun } from './measure-run.js';
import type { RunInputTask, RunReportInput } from './run-report-input.js';
import type { RunReport, RunReportTask, RunTaskKind, RunTaskStatus } from './run-report.js';

export type { RunReportInput } from './run-report-input.js';

/** Planned against measured. *Complexity*: as `bindingChain` and `oneMoreWorker`. */
export function buildRunReport(input: RunReportInput): RunReport {
  const { command, nxVersion, machine, order, workers, startedAt, elapsedMs, exitCode, forecast } = input;
  const tasks = input.tasks.map(reportTask).sort((a, b) => compareText(a.id, b.id));
  return {
    version: 1,
    ...{ command, nxVersion, machine, order, workers, startedAt, elapsedMs, exitCode, forecast },
    measured: measureRun(input, tasks),
    tasks,
  };
}

function reportTask(task: RunInputTask): RunReportTask {
  return {
    id: task.id,
    kind: kindOf(task),
    status: task.status ?? statusUnsaid(task),
    plannedMs: task.plannedMs ?? null,
    source: task.source ?? null,
    startMs: task.startMs ?? null,
    finishMs: finishOf(task),
  };
}

/** A clock may be set back. */
function finishOf({ startMs, finishMs }: RunInputTask): number | null {
  return finishMs === undefined ? null : Math.max(startMs ?? 0, finishMs);
}

function kindOf({ continuous, noop }: RunInputTask): RunTaskKind {
  if (continuous) return 'continuous';
  return noop ? 'noop' : 'task';
}

/** Nx says nothing of tasks that a signal has ended, or that never began. */
function statusUnsaid({ startMs }: RunInputTask): RunTaskStatus {
  return startMs === undefined ? 'not-run' : 'stopped';
}
