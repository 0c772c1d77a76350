import { availableParallelism, cpus } from 'node:os';
import { hasErrors, type Diagnostic } from '@nx-crest/core';
import type { PreparedRun } from '../../nx/runner/runner-hooks.js';
import { buildRunReport } from '../../report/run/build-run-report.js';
import { forecastText } from '../../report/run/forecast-text.js';
import type { RunInputTask } from '../../report/run/run-report-input.js';
import { busyTime } from '../../run/busy-time.js';
import { readHistory } from '../../run/history/read-history.js';
import { recordHistorySync } from '../../run/history/record-history.js';
import { thisMachineClass } from '../../run/history/this-machine-class.js';
import { watchForSuspension } from '../../run/history/watch-for-suspension.js';
import { loadMeter } from '../../run/load-meter.js';
import { EXIT } from '../exit-codes.js';
import { newObservations, type MeasuredTimes } from './new-observations.js';
import { planRun, type PlannedRun } from './plan-run.js';
import { publishRun } from './publish-run.js';
import { styleOf } from './style-of.js';
import type { RunSetup, WatchedRun } from './watched-run.js';
import { writeNow } from './write-now.js';

/** Plans a run, says what is planned, and watches it. Ends the process where the configuration of resources is wrong. */
export async function watchRun(
  run: PreparedRun,
  setup: RunSetup,
  say: (found: readonly Diagnostic[]) => void,
): Promise<WatchedRun> {
  const { args } = setup;
  const machine = thisMachineClass();
  const cores = availableParallelism();
  const { history, diagnostics } = readHistory(run.workspaceRoot);
  const planned = await planRun(run, { history, machine, cores, parallelAuto: args.parallelAuto });
  say([...diagnostics, ...planned.diagnostics]);
  // Two tasks on one database, since its name was mistyped, are worse than none.
  if (hasErrors(planned.diagnostics)) process.exit(EXIT.badInput);
  if (!run.tui) writeNow(1, forecastText(planned.forecast, styleOf(process.stdout)));

  const suspension = watchForSuspension();
  const meter = loadMeter({ readCpus: cpus, now: () => performance.now(), cores, known: planned.cpuCores });
  const busyAtStart = busyTime(cpus());
  const beganMs = Date.now();
  const clockAtStart = performance.now(); // nobody sets it back
  const startOf = new Map<string, number>();
  return {
    plan: planned.plan,
    started: (id, atMs) => {
      startOf.set(id, atMs);
      meter.started(id);
    },
    ended: (id) => {
      meter.ended(id);
    },
    finish: (exitCode, ended) => {
      meter.stop();
      suspension.stop();
      const elapsedMs = Math.round(performance.now() - clockAtStart);
      const report = buildRunReport({
        command: args.nxArgv,
        nxVersion: run.nxVersion,
        machine,
        order: 'critical-path',
        workers: planned.plan.workers,
        startedAt: new Date(beganMs).toISOString(),
        elapsedMs,
        exitCode,
        forecast: planned.forecast,
        problem: planned.problem,
        tasks: reportedTasks(run, planned, { startOf, ended, beganMs }),
        heldBack: planned.plan.dispatcher.heldBack(),
        cpuLoad: cpuLoad(busyTime(cpus()) - busyAtStart, elapsedMs, cores),
      });
      const [firstStartMs] = startOf.values();
      const measured = { beganMs, firstStartMs, ended, meter, suspension };
      say(recordHistorySync(run.workspaceRoot, newObservations(run, { machine, planned, report, measured })));
      publishRun(report, setup, run.tui);
    },
  };
}

function reportedTasks(
  run: PreparedRun,
  { estimates, outlook }: PlannedRun,
  measured: Pick<MeasuredTimes, 'ended' | 'beganMs'> & { readonly startOf: ReadonlyMap<string, number> },
): readonly RunInputTask[] {
  const endOf = new Map(measured.ended.map((one) => [one.id, one]));
  const fromStart = (atMs: number | undefined) =>
    atMs === undefined ? undefined : Math.max(0, atMs - measured.beganMs);
  return run.tasks.map(({ id, noop, continuous, parallelism }) => {
    const estimate = estimates.get(id);
    const end = endOf.get(id);
    return {
      ...{ id, noop, continuous, parallelism, plannedMs: estimate?.ms, source: estimate?.source, status: end?.status },
      plannedRestored: outlook.restored.has(id),
      ...{ startMs: fromStart(end?.startMs ?? measured.startOf.get(id)), finishMs: fromStart(end?.endMs) },
    };
  });
}

/** A share from 0 to 1; undefined where this process may not use all cores that it sees: what they do is not ours. */
function cpuLoad(busyForMs: number, elapsedMs: number, cores: number): number | undefined {
  if (elapsedMs <= 0 || cpus().length !== cores) return undefined;
  return Math.min(1, Math.max(0, busyForMs / (elapsedMs * cores)));
}
