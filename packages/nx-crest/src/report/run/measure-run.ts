import { bindingChain, compareText, oneMoreWorker, type MeasuredTask, type SchedulingProblem } from '@nx-crest/core';
import type { RunReportInput } from './run-report-input.js';
import type { RunMeasured, RunOutcome, RunReportTask, RunTaskStatus, WorstEstimate } from './run-report.js';

const MOST_ESTIMATES = 3;
/** One more worker is judged while the process ends: of more tasks that share resources, that would take longer than a second. */
const MOST_SHARING = 1000;
/** 128 and the number of SIGHUP, SIGINT and SIGTERM. Above 128 are also the exit codes of tasks that failed in another way. */
const INTERRUPTED: readonly number[] = [129, 130, 143];

/** What a status means, whatever Nx calls it. */
const MEANINGS: Readonly<Record<RunTaskStatus, 'executed' | 'restored' | 'failed' | 'unfinished'>> = {
  success: 'executed',
  'local-cache': 'restored',
  'local-cache-kept-existing': 'restored',
  'remote-cache': 'restored',
  failure: 'failed',
  skipped: 'unfinished',
  stopped: 'unfinished',
  'not-run': 'unfinished',
};

/** True for a task whose result came from a cache. */
export function isRestored({ status }: RunReportTask): boolean {
  return MEANINGS[status] === 'restored';
}

/** What happened; null where no task ended or began. */
export function measureRun(input: RunReportInput, tasks: readonly RunReportTask[]): RunMeasured | null {
  const real = tasks.filter(({ kind }) => kind === 'task');
  const counts = { executed: 0, restored: 0, failed: 0, unfinished: 0 };
  for (const { status } of real) counts[MEANINGS[status]]++;
  if (real.every(({ status }) => status === 'not-run' || status === 'skipped')) return null;

  const outcome = outcomeOf(input, counts);
  const run = measuredTasks(input, real);
  const problem = input.problem && { ...input.problem, workers: input.workers };
  const chain = problem && outcome !== 'interrupted' ? bindingChain(problem, run) : [];
  return {
    outcome,
    makespanMs: run.reduce((latest, { finishMs }) => Math.max(latest, finishMs), 0),
    ...counts,
    ...cacheSurprises(input, real),
    bindingChain: chain,
    bindingChainMs: executedMs(chain, real),
    worstEstimates: outcome === 'interrupted' ? [] : worstEstimates(real),
    oneMoreWorkerMs: problem && outcome === 'complete' ? savedByOneMore(problem, run, counts.executed) : null,
    cpuLoad: input.cpuLoad ?? null,
    heldBack: input.heldBack.toSorted(compareText),
  };
}

function savedByOneMore(problem: SchedulingProblem, run: readonly MeasuredTask[], executed: number): number | null {
  const isSharing = problem.needs.size > 0 || run.some(({ alone }) => alone);
  if (executed === 0 || (isSharing && executed > MOST_SHARING)) return null;
  return oneMoreWorker(problem, run).saved;
}

/** The durations of a chain's tasks; what came from the cache is not work of the run. */
function executedMs(chain: RunMeasured['bindingChain'], real: readonly RunReportTask[]): number {
  const restored = new Set(real.filter(isRestored).map(({ id }) => id));
  return chain.reduce((sum, { id, startMs, finishMs }) => sum + (restored.has(id) ? 0 : finishMs - startMs), 0);
}

/** Where the cache answered otherwise than the plan foresaw. */
function cacheSurprises(
  { tasks }: RunReportInput,
  real: readonly RunReportTask[],
): Pick<RunMeasured, 'restoredInstead' | 'executedInstead'> {
  const planned = new Map(tasks.map(({ id, plannedRestored }) => [id, plannedRestored]));
  let [restoredInstead, executedInstead] = [0, 0];
  for (const { id, status } of real) {
    const meaning = MEANINGS[status];
    if (meaning === 'restored' && planned.get(id) === false) restoredInstead++;
    if ((meaning === 'executed' || meaning === 'failed') && planned.get(id) === true) executedInstead++;
  }
  return { restoredInstead, executedInstead };
}

function outcomeOf(
  { exitCode }: RunReportInput,
  { failed, unfinished }: Pick<RunMeasured, 'failed' | 'unfinished'>,
): RunOutcome {
  if (INTERRUPTED.includes(exitCode)) return 'interrupted';
  return failed + unfinished > 0 ? 'incomplete' : 'complete';
}

function measuredTasks(input: RunReportInput, real: readonly RunReportTask[]): readonly MeasuredTask[] {
  const alone = new Set(input.tasks.filter(({ parallelism }) => !parallelism).map(({ id }) => id));
  return real.flatMap((task) => {
    const { id, startMs, finishMs } = task;
    if (startMs === null || finishMs === null) return [];
    return [{ id, startMs, finishMs, restored: isRestored(task), alone: alone.has(id) }];
  });
}

/** Of tasks that executed and succeeded, by the difference in time: that is what moves a plan. *Ties*: by id. */
function worstEstimates(real: readonly RunReportTask[]): readonly WorstEstimate[] {
  const all = real.flatMap(({ id, status, plannedMs, source, startMs, finishMs }): readonly WorstEstimate[] => {
    if (status !== 'success' || plannedMs === null || source === null || startMs === null || finishMs === null)
      return [];
    const measuredMs = finishMs - startMs;
    return measuredMs === plannedMs ? [] : [{ id, plannedMs, measuredMs, source }];
  });
  return all.sort((a, b) => errorOf(b) - errorOf(a) || compareText(a.id, b.id)).slice(0, MOST_ESTIMATES);
}

function errorOf({ plannedMs, measuredMs }: WorstEstimate): number {
  return Math.abs(measuredMs - plannedMs);
}
