import type { NxProjectGraph, NxTask, NxTaskGraph } from '../nx-types.js';
import type { RunStatus } from './runner-hooks.js';

/** A task while Nx runs it. */
export interface NxRunTask extends NxTask {
  /** Missing until the outputs that it depends on are there. */
  readonly hash?: string;
  readonly parallelism?: boolean;
  /** *Units*: as `Date.now()`. */
  readonly startTime?: number;
  readonly endTime?: number;
}

export interface NxRunTaskGraph extends NxTaskGraph {
  readonly tasks: Readonly<Record<string, NxRunTask>>;
}

/** `TasksSchedule`: which tasks are ready, and which is next. */
export interface NxSchedule {
  /** Ids of the ready tasks, the next one first. */
  readonly scheduledTasks: string[];
  init(): Promise<void>;
  sortScheduledTasks(): void;
  /** Whether all that the task waits for is done, and every server that it needs is scheduled. */
  canBeScheduled(id: string): boolean;
  /** The same for a task that may join a batch. */
  canBatchTaskBeScheduled(task: NxRunTask, ...rest: readonly unknown[]): boolean;
  /** Takes the first ready task that the filter lets pass out of `scheduledTasks`. */
  nextTask(filter?: (task: NxRunTask) => boolean): NxRunTask | null;
}

/** `TaskOrchestrator`: runs the tasks of one command. The parts that we use, which 22.7, 23 and 24 have in common. */
export interface NxOrchestrator {
  readonly taskGraph: NxRunTaskGraph;
  readonly projectGraph: NxProjectGraph;
  readonly nxJson: unknown;
  readonly options: { parallel?: unknown; readonly skipNxCache?: unknown };
  /** The environment of a process that runs a batch. */
  readonly batchEnv?: NodeJS.ProcessEnv;
  readonly cache: unknown;
  readonly tuiEnabled: boolean;
  readonly tasksSchedule: NxSchedule;
  init(): Promise<void>;
  setupSignalHandlers(): void;
  runBatch(batch: { readonly taskGraph: NxRunTaskGraph }, ...rest: readonly unknown[]): Promise<unknown>;
  /** Every task that ends passes here, however it ends; all but those that `--nxBail` leaves unstarted. */
  completeTasks(
    results: readonly { readonly task: NxRunTask; readonly status: RunStatus }[],
    ...rest: readonly unknown[]
  ): Promise<void>;
  /** Whether a result that ended with this code may be taken from the cache. */
  shouldCacheTaskResult(task: NxRunTask, code: number): boolean;
  scheduleNextTasksAndReleaseThreads(): Promise<void>;
  /** Since 22.7, 23.1 and 24. */
  dispose?(): Promise<void>;
}

/** What `nx/src/tasks-runner/task-orchestrator` exports, as far as we use it. */
export interface NxOrchestratorModule {
  readonly TaskOrchestrator: { readonly prototype: NxOrchestrator };
  /** How many tasks run at once; also writes the number into `options.parallel`. */
  readonly getThreadPoolSize: (
    options: NxOrchestrator['options'],
    taskGraph: NxRunTaskGraph,
  ) => { readonly discrete: unknown };
}

type Shape = Readonly<Record<string, 'function' | 'object' | 'array' | 'boolean'>>;

const ORCHESTRATOR: Shape = {
  taskGraph: 'object',
  projectGraph: 'object',
  options: 'object',
  cache: 'object',
  tuiEnabled: 'boolean',
  tasksSchedule: 'object',
  setupSignalHandlers: 'function',
  runBatch: 'function',
  completeTasks: 'function',
  shouldCacheTaskResult: 'function',
  scheduleNextTasksAndReleaseThreads: 'function',
};

const SCHEDULE: Shape = {
  scheduledTasks: 'array',
  init: 'function',
  sortScheduledTasks: 'function',
  canBeScheduled: 'function',
  canBatchTaskBeScheduled: 'function',
  nextTask: 'function',
};

/** What `exports` lacks of the module as we know it; undefined where it is whole. */
export function missingExport(exports: unknown): string | undefined {
  const orchestrator = property(exports, 'TaskOrchestrator');
  if (typeof property(property(orchestrator, 'prototype'), 'init') !== 'function') return 'TaskOrchestrator.init';
  return typeof property(exports, 'getThreadPoolSize') === 'function' ? undefined : 'getThreadPoolSize';
}

/** What this object lacks of a `TaskOrchestrator` as we know it; undefined where it is whole. */
export function missingMember(orchestrator: unknown): string | undefined {
  const own = firstOther(orchestrator, ORCHESTRATOR);
  if (own !== undefined) return `TaskOrchestrator.${own}`;
  const ofSchedule = firstOther(property(orchestrator, 'tasksSchedule'), SCHEDULE);
  if (ofSchedule !== undefined) return `TasksSchedule.${ofSchedule}`;
  const tasks = property(property(orchestrator, 'taskGraph'), 'tasks');
  return typeof tasks === 'object' && tasks !== null ? undefined : 'TaskOrchestrator.taskGraph.tasks';
}

function firstOther(owner: unknown, shape: Shape): string | undefined {
  return Object.keys(shape).find((name) => kindOf(property(owner, name)) !== shape[name]);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A property of anything; undefined where there is none. */
export function property(owner: unknown, name: string): unknown {
  if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null) return undefined;
  return (owner as Readonly<Record<string, unknown>>)[name]; // any object and function may be asked for any property
}
