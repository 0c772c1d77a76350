import { estimateFromHistory } from '@nx-crest/core';
import type { ExecutorContext } from '../../nx/devkit.js';
import { getAllFileDataInContext, workspaceDataDirectoryForWorkspace } from '../../nx/devkit.js';
import { loadNx } from '../../nx/load-nx.js';
import type { NxProjectGraph, NxTaskTarget } from '../../nx/nx-types.js';
import { readHistory } from '../../run/history/read-history.js';
import { thisMachineClass } from '../../run/history/this-machine-class.js';
import { watchInterruption } from '../../run/interruption.js';
import { openSpecSession, type SpecSession } from '../../specs/spec-session.js';
import { openJournal } from './journal.js';
import { readPassedOn, type PassedOn } from './passed-on.js';
import { plainTarget } from './plain-target.js';
import { resultQueue } from './result-queue.js';
import { readKeys } from './run-keys.js';
import { runInteractively } from './run-interactively.js';
import { groupsOf, runSpecs, workersOf, type SpecTask, type TaskResult } from './run-specs.js';
import type { TestSpecOptions } from './test-spec-options.js';

/** The tasks of a batch, in the shape that Nx 22, 23 and 24 have in common. */
interface BatchGraph {
  readonly tasks: Readonly<
    Record<string, { readonly id: string; readonly target: NxTaskTarget; readonly hash?: string }>
  >;
}

/** What Nx is told of a task. */
interface BatchResult {
  readonly task: string;
  readonly result: {
    readonly success: boolean;
    readonly terminalOutput: string;
    /** Wall clock in ms. */
    readonly startTime: number;
    readonly endTime: number;
  };
}

/** Runs the specs that Nx found in no cache: those of one configuration in one process of its runner. Tells of each as soon as it is done. */
export async function* testSpecs(
  { tasks }: BatchGraph,
  optionsOf: Readonly<Record<string, TestSpecOptions>>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  const ids = Object.keys(tasks);
  const place = await openPlace(context);
  const passedOn = readPassedOn(optionsOf[ids[0] ?? '']?.__unparsed__);
  const keys = readKeys(context.root);
  const found = ids.flatMap((id) => specTask(id, tasks[id], optionsOf[id]) ?? []);
  const estimates = await place.estimatesOf(found.map(({ id }) => ({ id, target: tasks[id]?.target })));
  const specs = found.map((task) => {
    return { ...task, key: keys.get(task.id) ?? tasks[task.id]?.hash, estimateMs: estimates.get(task.id) };
  });
  const queue = resultQueue<TaskResult>();
  const workers = workersOf(optionsOf[ids[0] ?? '']?.workers, process.env, context.nxJsonConfiguration);
  const work = passedOn.isInteractive
    ? interactively(specs, passedOn, { context, place, tell: queue.add })
    : inBatch(specs, { passedOn, workers, context, place, tell: queue.add });
  const ended = work.then(queue.end, queue.fail);
  for await (const { id, passed, output, startMs, endMs } of queue.results()) {
    yield { task: id, result: { success: passed, terminalOutput: `${output}\n`, startTime: startMs, endTime: endMs } };
  }
  await ended;
}

function specTask(
  id: string,
  task: BatchGraph['tasks'][string] | undefined,
  { spec = '', config, name = '' }: TestSpecOptions = { config: '' },
): SpecTask | undefined {
  return task && { id, project: task.target.project, spec, config, name };
}

interface Place {
  readonly session: SpecSession;
  readonly projectGraph: NxProjectGraph;
  /** How long tasks took before, by id: by our own history, else by Nx's. *Units*: ms. */
  readonly estimatesOf: (
    tasks: readonly { readonly id: string; readonly target: NxTaskTarget | undefined }[],
  ) => Promise<ReadonlyMap<string, number>>;
}

async function openPlace({ root, projectGraph }: ExecutorContext): Promise<Place> {
  const graph = projectGraph as unknown as NxProjectGraph; // `nx-types` says which parts of it are read
  const session = openSpecSession({
    workspaceRoot: root,
    listed: await getAllFileDataInContext(root),
    projectGraph: graph,
    observed: new Map(),
    folder: workspaceDataDirectoryForWorkspace(root),
    env: process.env,
  });
  return {
    session,
    projectGraph: graph,
    estimatesOf: async (tasks) => {
      const { history } = readHistory(root);
      const timings = await loadNx(root).nx?.readTimings(tasks.flatMap(({ target }) => target ?? []));
      return new Map(
        tasks.flatMap(({ id }) => {
          const known = estimateFromHistory(history, thisMachineClass(), id)?.ms ?? timings?.[id];
          return known === undefined ? [] : [[id, known] as const];
        }),
      );
    },
  };
}

interface Work {
  readonly context: ExecutorContext;
  readonly place: Place;
  readonly tell: (result: TaskResult) => void;
}

async function inBatch(
  specs: readonly SpecTask[],
  { passedOn, workers, context, place, tell }: Work & { readonly passedOn: PassedOn; readonly workers: number },
): Promise<void> {
  const { session, projectGraph } = place;
  const journal = openJournal(context.root, process.env['NX_SKIP_NX_CACHE'] === 'true');
  const interruption = watchInterruption();
  try {
    await runSpecs(specs, {
      ...{ workspaceRoot: context.root, projectGraph, session, passedOn, workers, journal },
      signal: interruption.signal,
      onResult: tell,
    });
    if (!interruption.signal.aborted) journal.close();
  } finally {
    interruption.dispose();
    session.save();
  }
}

/** One configuration after the other: there is one terminal. */
async function interactively(
  specs: readonly SpecTask[],
  passedOn: PassedOn,
  { context, place, tell }: Work,
): Promise<void> {
  const { session, projectGraph } = place;
  for (const group of groupsOf(specs)) {
    const [first] = group;
    const file = first && session.configurationFile(first.config);
    const read = file && (await session.configurations(file));
    const configuration = read?.configurations.find(({ name }) => name === first?.name);
    const startMs = Date.now();
    const passed =
      first !== undefined && file !== undefined && configuration !== undefined
        ? await runInteractively({
            ...{ configuration, passedOn, workspaceRoot: context.root },
            specs: group.map(({ spec }) => spec),
            plain: plainTarget(first.project, file, { projectGraph, workspaceRoot: context.root }),
          })
        : false;
    for (const { id } of group) tell({ id, passed, output: '', startMs, endMs: Date.now() });
  }
}
