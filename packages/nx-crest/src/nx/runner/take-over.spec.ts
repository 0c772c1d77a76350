import type { Dispatcher } from '@nx-crest/core';
import type { RunnerHooks } from './runner-hooks.js';
import { RunnerWarnings } from './runner-warnings.js';
import { takeOver, type TakenRun } from './take-over.js';
import { FakeOrchestrator, type FakeTask } from './testing/fake-orchestrator.js';

describe('takeOver', () => {
  const forwards: Dispatcher = {
    compare: (a, b) => (a < b ? -1 : 1),
    next: ([id]) => id,
    start: () => undefined,
    finish: () => undefined,
    heldBack: () => [],
  };
  const made: FakeOrchestrator[] = [];
  afterEach(async () => {
    for (const orchestrator of made.splice(0)) await orchestrator.dispose(); // they listen to the signals of this process
  });

  const takeOverWith = (given: Partial<RunnerHooks>, tasks: readonly FakeTask[] = [{ id: 'a' }, { id: 'b' }]) => {
    class Orchestrator extends FakeOrchestrator {
      override init(): Promise<void> {
        return super.init(); // a method of its own: the test must not change the class of the next one
      }
    }
    const told: string[] = [];
    const hooks: RunnerHooks = {
      prepare: () => Promise.resolve({ workers: 3, dispatcher: forwards }),
      started: (id) => told.push(`start ${id}`),
      ended: (id, status, startMs, endMs) => told.push(`end ${id} ${status} ${startMs}-${endMs}`),
      exiting: () => undefined,
      warn: (found) => told.push(found.message),
      ...given,
    };
    const warnings = new RunnerWarnings((found) => {
      hooks.warn(found);
    });
    const taken: TakenRun[] = [];
    takeOver(
      { TaskOrchestrator: Orchestrator, getThreadPoolSize: ({ parallel }) => ({ discrete: parallel ?? '3' }) },
      { nxVersion: '24.0.6', workspaceRoot: '/ws', hooks, warnings },
      (run) => taken.push(run),
    );
    const orchestrator = new Orchestrator(tasks);
    made.push(orchestrator);
    return { orchestrator, taken, told };
  };

  it('asks for a plan once, before the first sort, and follows it', async () => {
    const prepare = jest.fn(() => Promise.resolve({ workers: 3, dispatcher: forwards }));
    const { orchestrator, told } = takeOverWith({ prepare });
    await orchestrator.init();
    expect(prepare).toHaveBeenCalledTimes(1);
    expect(prepare).toHaveBeenCalledWith(
      expect.objectContaining({ nxVersion: '24.0.6', workspaceRoot: '/ws', workers: 3, tui: false }),
    );
    expect(orchestrator.tasksSchedule.scheduledTasks).toEqual(['a', 'b']);
    expect(orchestrator.tasksSchedule.nextTask()?.id).toBe('a');
    expect(told).toEqual(['start a']);
  });

  it('leaves the order and the number of workers to Nx where there is no plan', async () => {
    const { orchestrator, told } = takeOverWith({ prepare: () => Promise.resolve(undefined) });
    await orchestrator.init();
    expect(orchestrator.tasksSchedule.nextTask()?.id).toBe('b');
    expect(orchestrator.options).toEqual({});
    expect(told).toEqual(['start b']);
  });

  it('warns where planning fails, and leaves the order to Nx', async () => {
    const { orchestrator, told } = takeOverWith({ prepare: () => Promise.reject(new Error('no disk')) });
    await orchestrator.init();
    expect(told).toEqual(["the tasks run in Nx's own order: no disk"]);
    expect(orchestrator.tasksSchedule.nextTask()?.id).toBe('b');
  });

  it('does not ask for a plan of nothing', async () => {
    const prepare = jest.fn();
    await takeOverWith({ prepare }, []).orchestrator.init();
    expect(prepare).not.toHaveBeenCalled();
  });

  it("sets the plan's number of workers where it is another one", async () => {
    const { orchestrator } = takeOverWith({ prepare: () => Promise.resolve({ workers: 7, dispatcher: forwards }) });
    await orchestrator.init();
    expect(orchestrator.options.parallel).toBe(7);
  });

  it('asks only for tasks that Nx may start now', async () => {
    const { orchestrator } = takeOverWith({}, [{ id: 'a', continuous: true }, { id: 'b' }]);
    await orchestrator.init();
    expect(orchestrator.tasksSchedule.nextTask((task) => task.continuous !== true)?.id).toBe('b');
    expect(orchestrator.tasksSchedule.nextTask((task) => task.continuous !== true)).toBeNull();
    expect(orchestrator.tasksSchedule.nextTask((task) => task.continuous === true)?.id).toBe('a');
  });

  it('keeps a task that is held back', async () => {
    const { orchestrator, taken } = takeOverWith({
      prepare: () => Promise.resolve({ workers: 3, dispatcher: { ...forwards, next: () => undefined } }),
    });
    await orchestrator.init();
    expect(orchestrator.tasksSchedule.nextTask()).toBeNull();
    expect(orchestrator.tasksSchedule.scheduledTasks).toEqual(['a', 'b']);
    taken[0]!.gate.close();
  });

  it('lets nobody start before the servers that it needs have started, held back or not', async () => {
    const { orchestrator } = takeOverWith({}, [{ id: 'server', continuous: true }, { id: 'e2e' }]);
    Object.assign(orchestrator.taskGraph, { continuousDependencies: { e2e: ['server'], server: [] } });
    await orchestrator.init();
    const { tasksSchedule, taskGraph } = orchestrator;
    const canStart = () => [
      tasksSchedule.canBeScheduled('e2e'),
      tasksSchedule.canBatchTaskBeScheduled(taskGraph.tasks['e2e']!),
    ];
    expect(canStart()).toEqual([false, false]);
    expect(tasksSchedule.nextTask((task) => task.continuous === true)?.id).toBe('server');
    expect(canStart()).toEqual([true, true]);
  });

  it('sees the tasks of a batch, and how tasks end', async () => {
    const { orchestrator, taken, told } = takeOverWith({});
    await orchestrator.init();
    const { a } = orchestrator.taskGraph.tasks;
    const run = Object.assign(orchestrator, {}) as unknown as Record<string, (given: unknown) => Promise<void>>;
    await run['runBatch']!({ taskGraph: orchestrator.taskGraph });
    await run['completeTasks']!([{ task: { ...a, startTime: 1, endTime: 2 }, status: 'success' }]);
    expect(told).toEqual(['start a', 'start b', 'end a success 1-2']);
    expect(orchestrator.calls).toEqual(['setupSignalHandlers', 'runBatch', 'completeTasks']);
    expect(taken[0]!.unended()).toEqual(['b']);
  });

  it('listens to signals only as long as Nx does', async () => {
    const listeners = () => (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => process.listenerCount(signal));
    const before = listeners();
    const { orchestrator, taken } = takeOverWith({});
    expect(listeners()).toEqual(before);
    await orchestrator.init();
    expect(listeners()).toEqual(before.map((count) => count + 1));
    process.emit('SIGHUP', 'SIGHUP');
    process.emit('SIGTERM', 'SIGTERM');
    expect(taken[0]!.signal()).toBe('SIGHUP');
    await orchestrator.dispose();
    expect(listeners()).toEqual(before);
    expect(orchestrator.calls).toContain('dispose');
  });

  it('leaves a run of another shape alone, with one warning', async () => {
    const { orchestrator, taken, told } = takeOverWith({});
    orchestrator.tasksSchedule = Object.assign(orchestrator.tasksSchedule, { scheduledTasks: undefined });
    Object.assign(orchestrator.tasksSchedule, { sortScheduledTasks: () => undefined });
    await orchestrator.init();
    await orchestrator.init();
    expect(told).toEqual(["the tasks run in Nx's own order: Nx 24.0.6 has no TasksSchedule.scheduledTasks"]);
    expect(taken).toEqual([]);
  });
});
