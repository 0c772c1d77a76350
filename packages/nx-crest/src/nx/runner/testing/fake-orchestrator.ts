import type { NxOrchestrator, NxRunTask, NxSchedule } from '../nx-orchestrator.js';

/** What a test says of a task; the rest is as Nx fills it in. */
export type FakeTask = Partial<NxRunTask> & { readonly id: string };

/** A schedule in which everything is ready; its own order is backwards. */
export class FakeSchedule implements NxSchedule {
  scheduledTasks: string[];
  readonly #tasks: ReadonlyMap<string, NxRunTask>;

  constructor(tasks: readonly NxRunTask[]) {
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
    this.scheduledTasks = [...this.#tasks.keys()];
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  sortScheduledTasks(): void {
    this.scheduledTasks.sort().reverse();
  }

  canBeScheduled(id: string): boolean {
    return this.#tasks.has(id);
  }

  canBatchTaskBeScheduled(): boolean {
    return true;
  }

  nextTask(filter: (task: NxRunTask) => boolean = () => true): NxRunTask | null {
    const id = this.scheduledTasks.find((id) => filter(this.#tasks.get(id)!));
    this.scheduledTasks = this.scheduledTasks.filter((other) => other !== id);
    return id === undefined ? null : this.#tasks.get(id)!;
  }
}

/** As much of Nx's orchestrator as we touch; notes what is called. */
export class FakeOrchestrator implements NxOrchestrator {
  readonly calls: string[] = [];
  readonly taskGraph: NxOrchestrator['taskGraph'];
  readonly projectGraph = { nodes: {} };
  readonly nxJson = {};
  readonly options: { parallel?: unknown; skipNxCache?: unknown } = {};
  readonly cache: unknown = {};
  readonly tuiEnabled = false;
  tasksSchedule: NxSchedule;

  constructor(given: readonly FakeTask[]) {
    const tasks = given.map((task) => ({ target: { project: task.id, target: 'build' }, ...task }));
    this.taskGraph = { tasks: Object.fromEntries(tasks.map((task) => [task.id, task])), dependencies: {} };
    this.tasksSchedule = new FakeSchedule(tasks);
  }

  async init(): Promise<void> {
    this.setupSignalHandlers();
    await this.tasksSchedule.init();
    this.tasksSchedule.sortScheduledTasks();
  }

  setupSignalHandlers(): void {
    this.calls.push('setupSignalHandlers');
  }

  runBatch(): Promise<unknown> {
    this.calls.push('runBatch');
    return Promise.resolve();
  }

  completeTasks(): Promise<void> {
    this.calls.push('completeTasks');
    return Promise.resolve();
  }

  shouldCacheTaskResult(_task: NxRunTask, code: number): boolean {
    return code === 0;
  }

  scheduleNextTasksAndReleaseThreads(): Promise<void> {
    this.calls.push('wake');
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    this.calls.push('dispose');
    return Promise.resolve();
  }
}
