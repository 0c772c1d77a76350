import { buildTaskGraph, milliseconds, type SchedulingProblem, type TaskNeeds } from '@nx-crest/core';
import { buildRunReport } from '../build-run-report.js';
import type { RunForecast } from '../forecast.js';
import type { RunInputTask, RunReportInput } from '../run-report-input.js';
import type { RunReport } from '../run-report.js';

/** What is to be said of a task besides its times; everything else is as usual. */
interface SampleTask extends Partial<RunInputTask> {
  readonly on?: readonly string[];
  readonly needs?: TaskNeeds;
}

/** `'a:build': [0, 10_000]`: it ran from 0 to 10 s, and was planned to take as long; no times: it did not begin. */
export type SampleRun = Readonly<
  Record<string, readonly [startMs?: number | undefined, finishMs?: number | undefined, more?: SampleTask]>
>;

export const forecast: RunForecast = {
  ...{ p50Ms: 42_000, p90Ms: 51_000, lowerBoundMs: 40_000, workers: 2 },
  ...{ busy: null, chain: ['core:build'], chainMs: 40_000, workMs: 60_000 },
  ...{ tasks: 4, restored: 1, undecided: 0, sources: { history: 2, prediction: 1 } },
};

/**
 * Three tasks executed, the last of them on a worker that it had to wait for; one was restored.
 *
 * ```text
 *   core:build 12 s ──► app:build 20 s     (worker) ──► app:e2e 11.8 s, planned 6 s
 *   lib:build (cache)
 * ```
 */
export const sampleRun: SampleRun = {
  'lib:build': [0, 80, { status: 'local-cache', plannedMs: 80 }],
  'core:build': [100, 12_100],
  'core:lint': [100, 39_000, { plannedMs: 38_000 }],
  'app:build': [12_200, 32_200, { on: ['core:build'] }],
  'app:e2e': [32_300, 44_100, { plannedMs: 6_000, source: 'prediction' }],
};

/** The input of a run on two workers. */
export function runInput(run: SampleRun, changes: Partial<RunReportInput> = {}): RunReportInput {
  const tasks = Object.entries(run).map(([id, [startMs, finishMs, more]]): RunInputTask => {
    const { on: _on, needs: _needs, ...rest } = more ?? {};
    const times = { startMs, finishMs, plannedMs: (finishMs ?? 1000) - (startMs ?? 0), source: 'history' as const };
    const status = finishMs === undefined ? undefined : ('success' as const);
    return { id, noop: false, continuous: false, parallelism: true, status, ...times, ...rest };
  });
  return {
    ...{ command: ['run-many', '-t', 'build'], nxVersion: '24.0.6', machine: 'linux-x64-2', order: 'critical-path' },
    ...{ workers: 2, startedAt: '2026-01-02T03:04:05.678Z', elapsedMs: 45_000, exitCode: 0, forecast },
    ...{ problem: problemOf(run), tasks, heldBack: [] },
    ...changes,
  };
}

/** The report of a run on two workers. */
export function runOf(run: SampleRun, changes: Partial<RunReportInput> = {}): RunReport {
  return buildRunReport(runInput(run, changes));
}

function problemOf(run: SampleRun): SchedulingProblem {
  const rows = Object.entries(run);
  const { graph } = buildTaskGraph(
    rows.map(([id, [, , more]]) => ({
      id,
      durationMs: milliseconds(0),
      milestone: more?.noop === true || more?.continuous === true,
      dependsOn: (more?.on ?? []).map((on) => ({ on, origin: 'explicit' as const })),
    })),
  );
  if (!graph) throw new Error('the sample has a cycle');
  const needs = new Map(rows.flatMap(([, [, , more]], task) => (more?.needs ? [[task, more.needs] as const] : [])));
  return { graph, workers: 1, resources: [{ name: 'db', capacity: 1 }], needs };
}
