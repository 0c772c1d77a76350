import type { PreparedRun } from '../../nx/runner/runner-hooks.js';
import { runSession } from './run-session.js';

const args = { nxArgv: ['run-many'], parallelAuto: false, help: false };

it('plans nothing, and loads nothing that plans, where Nx restores everything', async () => {
  jest.mock('./watch-run.js', () => {
    throw new Error('planning was loaded');
  });
  const task = {
    ...{ id: 'a:build', target: { project: 'a', target: 'build' }, dependsOn: [], noop: false, continuous: false },
    ...{ parallelism: true, cache: 'hit' as const },
  };
  const run: PreparedRun = {
    ...{ nxVersion: '24.0.6', workspaceRoot: '.', projectGraph: { nodes: {} }, nxJson: {}, workers: 3, tui: false },
    tasks: [task],
  };
  const session = runSession({ args, workspaceRoot: '.', cwd: '.' });
  expect(await session.prepare(run)).toBeUndefined();
  session.exiting(0);
  await expect(session.prepare({ ...run, tasks: [{ ...task, cache: 'miss' }] })).rejects.toThrow('planning was loaded');
});
