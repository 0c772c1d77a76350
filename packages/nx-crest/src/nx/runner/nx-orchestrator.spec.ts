import { missingExport, missingMember } from './nx-orchestrator.js';
import { FakeOrchestrator } from './testing/fake-orchestrator.js';

describe('missingMember', () => {
  it('finds nothing missing in what we know', () => {
    expect(missingMember(new FakeOrchestrator([{ id: 'a' }]))).toBeUndefined();
  });

  it('does without what older ones lack', () => {
    expect(missingMember(Object.assign(new FakeOrchestrator([]), { dispose: undefined }))).toBeUndefined();
  });

  it.each([
    ['completeTasks', { completeTasks: undefined }, 'TaskOrchestrator.completeTasks'],
    ['a schedule', { tasksSchedule: null }, 'TaskOrchestrator.tasksSchedule'],
    [
      'the sort',
      { tasksSchedule: { scheduledTasks: [], init: eval, nextTask: eval } },
      'TasksSchedule.sortScheduledTasks',
    ],
    ['a list of ready tasks', { tasksSchedule: { scheduledTasks: new Set() } }, 'TasksSchedule.scheduledTasks'],
    ['tasks by id', { taskGraph: { roots: [] } }, 'TaskOrchestrator.taskGraph.tasks'],
  ])('names what is missing: %s', (_, other, expected) => {
    expect(missingMember(Object.assign(new FakeOrchestrator([]), other))).toBe(expected);
  });
});

describe('missingExport', () => {
  const TaskOrchestrator = FakeOrchestrator;

  it.each([
    [{ TaskOrchestrator, getThreadPoolSize: eval }, undefined],
    [{ TaskOrchestrator }, 'getThreadPoolSize'],
    [{ getThreadPoolSize: eval }, 'TaskOrchestrator.init'],
    [undefined, 'TaskOrchestrator.init'],
  ])('%#: of a module', (exports, expected) => {
    expect(missingExport(exports)).toBe(expected);
  });
});
