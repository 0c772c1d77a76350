import type { WorkspaceTask } from './read-task-graph.js';
import { readTaskHistory } from './task-history.js';

const task = (id: string, changes: Partial<WorkspaceTask> = {}): WorkspaceTask => ({
  id,
  target: { project: id, target: 'build' },
  dependsOn: [],
  noop: false,
  continuous: false,
  ...changes,
});

describe('readTaskHistory', () => {
  it('asks for tasks that do work only', async () => {
    const asked: string[] = [];
    const readTimings = (targets: readonly { project: string }[]): Promise<Record<string, number>> => {
      asked.push(...targets.map((target) => target.project));
      return Promise.resolve({ 'a:build': 1200 });
    };
    const tasks = [task('a'), task('noop', { noop: true }), task('server', { continuous: true })];
    expect(await readTaskHistory({ readTimings }, tasks)).toEqual(new Map([['a:build', 1200]]));
    expect(asked).toEqual(['a']);
  });

  it('drops what is no duration', async () => {
    const readTimings = () => Promise.resolve({ a: Number.NaN, b: -1, c: 0 });
    expect(await readTaskHistory({ readTimings }, [task('a')])).toEqual(new Map([['c', 0]]));
  });
});
