import { measure, type RunResult } from './post-tasks-execution.js';

function result(name: string, times: readonly [number?, number?], more: Partial<RunResult> = {}): RunResult {
  const [startTime, endTime] = times;
  return {
    task: {
      target: { project: 'plan', target: name },
      projectRoot: 'docs/.crest/tasks.md',
      ...(startTime === undefined ? {} : { startTime }),
      ...(endTime === undefined ? {} : { endTime }),
    },
    status: 'success',
    terminalOutput: 'x is done',
    ...more,
  };
}

test('times count from the first start; ties are settled by id', () => {
  const results = [
    result('b', [1010, 1020]),
    result('c', [1000, 1005], { status: 'failure' }),
    result('a', [1010, 1011]),
  ];
  expect(measure(results)).toEqual({
    version: 1,
    tasks: [
      { id: 'plan:c', startMs: 0, finishMs: 5, status: 'failure' },
      { id: 'plan:a', startMs: 10, finishMs: 11, status: 'success' },
      { id: 'plan:b', startMs: 10, finishMs: 20, status: 'success' },
    ],
  });
});

test('groups, finished tasks, skipped tasks and other projects are not measured', () => {
  const other = result('build', [1, 2]);
  const results = [
    result('group', [1, 2], { terminalOutput: '' }),
    result('skipped', []),
    { ...other, task: { ...other.task, projectRoot: 'packages/a' } },
  ];
  expect(measure(results).tasks).toEqual([]);
});
