import { PARALLEL_VARIABLE } from '../parallel-variable.js';
import { edgeId } from '../workspace-tasks.js';
import { describeRun, type NxInstallation } from './describe-run.js';
import { hashEarly } from './hash-early.js';
import { missingMember, type NxOrchestrator, type NxOrchestratorModule } from './nx-orchestrator.js';
import type { RunnerHooks } from './runner-hooks.js';
import type { RunnerWarnings } from './runner-warnings.js';
import { TaskGate } from './task-gate.js';

/** What taking over needs to know. */
export interface TakeOverSetup extends NxInstallation {
  readonly hooks: RunnerHooks;
  readonly warnings: RunnerWarnings;
}

/** A run that we have taken over. */
export interface TakenRun {
  readonly gate: TaskGate;
  /** The signal that stopped it. */
  readonly signal: () => NodeJS.Signals | undefined;
  /** Ids of the tasks that neither ran nor were skipped, sorted. */
  readonly unended: () => readonly string[];
}

/**
 * Takes over every run of this Nx: our order, our gate. One method of Nx's class is replaced, the first that a run calls; all
 * others are replaced in the objects of that run, after a look at what these objects really are. Where they are not what we
 * know, the run is left as it is, with one warning.
 */
export function takeOver(nx: NxOrchestratorModule, setup: TakeOverSetup, taken: (run: TakenRun) => void): void {
  const { prototype } = nx.TaskOrchestrator;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object, below
  const stock = prototype.init;
  prototype.init = function (this: NxOrchestrator): Promise<void> {
    const missing = missingMember(this);
    if (missing !== undefined) setup.warnings.stockOrder(`Nx ${setup.nxVersion} has no ${missing}`);
    else taken(takeRun(this, nx, setup));
    return stock.call(this);
  };
}

function takeRun(orchestrator: NxOrchestrator, nx: NxOrchestratorModule, setup: TakeOverSetup): TakenRun {
  const { hooks, warnings } = setup;
  const gate = new TaskGate({
    hooks,
    wake: () => {
      orchestrator.scheduleNextTasksAndReleaseThreads().catch((error: unknown) => {
        warnings.stockOrder(reasonOf(error));
      });
    },
    now: Date.now,
    gaveUp: (error) => {
      warnings.stockOrder(reasonOf(error));
    },
    forced: (id) => {
      warnings.forced(id);
    },
  });
  const prepare = async (): Promise<void> => {
    const workers = workersOf(orchestrator, nx);
    tellBatches(orchestrator, workers);
    await hashEarly(orchestrator, setup.workspaceRoot);
    const run = describeRun(orchestrator, workers, setup);
    const plan = run.tasks.length === 0 ? undefined : await hooks.prepare(run);
    if (!plan) return;
    gate.follow(plan.dispatcher);
    if (plan.workers === workers) return;
    orchestrator.options.parallel = plan.workers; // read when the run begins
    tellBatches(orchestrator, plan.workers);
  };
  decideOrder(orchestrator, gate, () =>
    prepare().catch((error: unknown) => {
      warnings.stockOrder(reasonOf(error));
    }),
  );
  waitForServers(orchestrator, gate);
  observe(orchestrator, gate);
  return {
    gate,
    signal: noteSignals(orchestrator, gate),
    unended: () =>
      Object.keys(orchestrator.taskGraph.tasks)
        .filter((id) => !gate.hasEnded(id))
        .sort(),
  };
}

function tellBatches({ batchEnv }: NxOrchestrator, workers: number): void {
  if (batchEnv) batchEnv[PARALLEL_VARIABLE] = String(workers);
}

/** What `--parallel` and nx.json say, by Nx's own rules. */
function workersOf({ options, taskGraph }: NxOrchestrator, nx: NxOrchestratorModule): number {
  const workers = Math.floor(Number(nx.getThreadPoolSize(options, taskGraph).discrete));
  return workers >= 1 ? workers : 1;
}

function decideOrder(orchestrator: NxOrchestrator, gate: TaskGate, prepare: () => Promise<void>): void {
  const schedule = orchestrator.tasksSchedule;
  const stockInit = schedule.init.bind(schedule);
  schedule.init = async () => {
    await stockInit();
    await prepare(); // the first sort follows
  };
  const stockSort = schedule.sortScheduledTasks.bind(schedule);
  schedule.sortScheduledTasks = () => {
    if (!gate.sort(schedule.scheduledTasks)) stockSort();
  };
  const stockNext = schedule.nextTask.bind(schedule);
  schedule.nextTask = (filter) => {
    const { tasks } = orchestrator.taskGraph;
    const ready = schedule.scheduledTasks.filter((id) => {
      const task = tasks[id];
      return task !== undefined && (filter?.(task) ?? true);
    });
    const chosen = gate.choose(ready);
    const next = chosen === undefined ? null : stockNext((task) => task.id === chosen);
    if (next) gate.start([next]);
    return next;
  };
}

/** To Nx a server is up as soon as it is scheduled; one that is held back is not. */
function waitForServers({ tasksSchedule: schedule, taskGraph }: NxOrchestrator, gate: TaskGate): void {
  const serversStarted = (id: string): boolean =>
    (taskGraph.continuousDependencies?.[id] ?? []).every((edge) => gate.hasStarted(edgeId(edge)));
  const stockTask = schedule.canBeScheduled.bind(schedule);
  schedule.canBeScheduled = (id) => stockTask(id) && serversStarted(id);
  const stockBatch = schedule.canBatchTaskBeScheduled.bind(schedule);
  schedule.canBatchTaskBeScheduled = (task, ...rest) => stockBatch(task, ...rest) && serversStarted(task.id);
}

/** Batches pass neither sort nor gate; what they start and end is told all the same. */
function observe(orchestrator: NxOrchestrator, gate: TaskGate): void {
  const stockBatch = orchestrator.runBatch.bind(orchestrator);
  orchestrator.runBatch = (batch, ...rest) => {
    gate.start(Object.values(batch.taskGraph.tasks));
    return stockBatch(batch, ...rest);
  };
  // Nx asks for the next tasks after this, so what the ended ones held is free by then.
  const stockComplete = orchestrator.completeTasks.bind(orchestrator);
  orchestrator.completeTasks = (results, ...rest) => {
    gate.end(
      results.map(({ task, status }) => ({ id: task.id, status, startMs: task.startTime, endMs: task.endTime })),
    );
    return stockComplete(results, ...rest);
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Notes the signal that ends the run. Listens only as long as Nx does, and once for each signal as Nx 22 does: any other
 * listener would keep a process alive that has to die.
 */
function noteSignals(orchestrator: NxOrchestrator, gate: TaskGate): () => NodeJS.Signals | undefined {
  let noted: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals): void => {
    noted ??= signal;
  };
  const stockSetup = orchestrator.setupSignalHandlers.bind(orchestrator);
  orchestrator.setupSignalHandlers = () => {
    stockSetup();
    for (const signal of SIGNALS) process.once(signal, note);
  };
  const stockDispose = orchestrator.dispose?.bind(orchestrator);
  if (stockDispose) {
    orchestrator.dispose = async () => {
      gate.close();
      await stockDispose();
      for (const signal of SIGNALS) process.off(signal, note);
    };
  }
  return () => noted;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
