import {
  buildTaskGraph,
  createDispatcher,
  milliseconds,
  observationsOf,
  RESTORE,
  RUN_RATIO,
  type Diagnostic,
  type Estimate,
  type History,
  type SchedulingProblem,
} from '@nx-crest/core';
import { loadNx, type LoadedNx, type NxRuntime } from '../../nx/load-nx.js';
import type { PreparedRun, RunPlan } from '../../nx/runner/runner-hooks.js';
import { chooseWorkers } from '../../report/run/choose-workers.js';
import { cacheOutlook, type CacheOutlook } from '../../report/run/forecast-outlook.js';
import { forecastRun } from '../../report/run/forecast-run.js';
import type { RunForecast } from '../../report/run/forecast.js';
import { estimateTasks, takesNoTime } from '../estimate-tasks.js';
import { measuredEstimates } from '../measured-estimates.js';
import { workspaceNode } from '../workspace-node.js';
import { runLimits } from './run-limits.js';

/** What is known before a run besides what Nx is about to run. */
export interface RunKnowledge {
  readonly history: History;
  readonly machine: string;
  readonly cores: number;
  /** Choose the number of workers. */
  readonly parallelAuto: boolean;
}

/** A plan for Nx, and everything that it was made of. */
export interface PlannedRun {
  readonly plan: RunPlan;
  readonly problem: SchedulingProblem;
  readonly forecast: RunForecast;
  readonly outlook: CacheOutlook;
  /** By id; tasks that take no time are missing. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  /** How many cores tasks keep busy, as far as it was measured, by id. */
  readonly cpuCores: ReadonlyMap<string, number>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where no task has been restored yet: a few small files are copied. */
const UNKNOWN_RESTORE_MS = 10;

/** Plans what Nx is about to run. *Throws* where tasks wait for each other: Nx cuts such circles, in its own way. */
export async function planRun(run: PreparedRun, knowledge: RunKnowledge): Promise<PlannedRun> {
  const { history, machine } = knowledge;
  const outlook = cacheOutlook(run.tasks);
  const estimates = await estimateRun(run, knowledge, outlook);
  const built = buildTaskGraph(
    run.tasks.map((task) => workspaceNode(task, milliseconds(estimates.get(task.id)?.ms ?? 0))),
  );
  if (!built.graph) throw new Error(built.diagnostics.map(({ message }) => message).join('; '));

  const limits = runLimits(run, built.graph);
  const cpuCores = new Map(
    [...estimates].flatMap(([id, { cpuCores }]) => (cpuCores === undefined ? [] : [[id, cpuCores] as const])),
  );
  const choice = knowledge.parallelAuto
    ? chooseWorkers({
        ...{ problemOf: limits.forecastProblemOf, cpuCores },
        ...{ restored: outlook.restored, cores: knowledge.cores },
      })
    : undefined;
  const workers = choice?.workers ?? run.workers;
  const problem = limits.problemOf(workers);
  const ratios = observationsOf(history, machine, RUN_RATIO).map(({ ms }) => ms / 1000);
  const reason = choice ? { workersReason: choice.reason } : {};
  const continuous = new Set(run.tasks.filter((task) => task.continuous).map(({ id }) => id));
  return {
    plan: { workers, dispatcher: createDispatcher(problem, { continuous }) },
    problem,
    forecast: forecastRun({ problem: limits.forecastProblemOf(workers), estimates, outlook, ratios, ...reason }),
    ...{ outlook, estimates, cpuCores },
    diagnostics: limits.diagnostics,
  };
}

type RunEstimate = Estimate & { readonly cpuCores?: number };

/** Estimates of what will execute, and the time of restoring the rest. */
async function estimateRun(
  run: PreparedRun,
  { history, machine }: RunKnowledge,
  { restored }: CacheOutlook,
): Promise<ReadonlyMap<string, RunEstimate>> {
  const working = run.tasks.filter((task) => !takesNoTime(task));
  const nx = nxOnDemand(run.workspaceRoot);
  const measured = await measuredEstimates(working, { history, machine, nx });
  // What is restored serves as a sample where it was measured; its code is not read for a prediction that nobody needs.
  const asked = working.filter(({ id }) => !restored.has(id) || measured.has(id));
  const source = { nx, graph: run.projectGraph, workspaceRoot: run.workspaceRoot };
  const estimates: Map<string, RunEstimate> = new Map(await estimateTasks(asked, measured, source));
  const restoreMs = milliseconds(medianMs(history, machine) ?? UNKNOWN_RESTORE_MS);
  for (const id of restored) estimates.set(id, { ms: restoreMs, p90Ms: restoreMs, source: 'default' });
  return estimates;
}

/** Loaded where our own history does not know all tasks: it costs as much time as a small plan. */
function nxOnDemand(workspaceRoot: string): Pick<NxRuntime, 'readTimings' | 'listFiles'> {
  let loaded: LoadedNx | undefined;
  const nx = () => (loaded ??= loadNx(workspaceRoot)).nx;
  return {
    readTimings: async (targets) => (await nx()?.readTimings(targets)) ?? {},
    listFiles: async (graph) => (await nx()?.listFiles(graph)) ?? {},
  };
}

function medianMs(history: History, machine: string): number | undefined {
  const sorted = observationsOf(history, machine, RESTORE)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
