import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

it('writes the report that was asked for also where Nx never came to its tasks', () => {
  const root = mkdtempSync(join(tmpdir(), 'crest-session-'));
  try {
    runSession({ args: { ...args, json: 'run.json' }, workspaceRoot: root, cwd: root }).exiting(1);
    expect(JSON.parse(readFileSync(join(root, 'run.json'), 'utf8'))).toMatchObject({
      ...{ version: 1, exitCode: 1, order: 'stock', workers: 0, forecast: null, measured: null, tasks: [] },
    });
  } finally {
    rmSync(root, { recursive: true });
  }
});
