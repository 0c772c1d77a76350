import { buildTaskGraph, milliseconds, type TaskGraph } from '@nx-crest/core';
import type { PreparedRun, RunTask } from '../../nx/runner/runner-hooks.js';
import { workspaceNode } from '../workspace-node.js';
import { runLimits } from './run-limits.js';

const task = (project: string, changes: Partial<RunTask> = {}): RunTask => ({
  id: `${project}:e2e`,
  target: { project, target: 'e2e' },
  ...{ dependsOn: [], noop: false, continuous: false, parallelism: true, cache: 'miss' },
  ...changes,
});

function limitsOf(tasks: readonly RunTask[], options: object) {
  const run: PreparedRun = {
    ...{ nxVersion: '24.0.6', workspaceRoot: '.', projectGraph: { nodes: {} }, workers: 3, tui: false, tasks },
    nxJson: { plugins: [{ plugin: 'nx-crest', options }] },
  };
  const { graph } = buildTaskGraph(tasks.map((one) => workspaceNode(one, milliseconds(1000))));
  return runLimits(run, graph as TaskGraph); // tasks that wait for nothing have no cycle
}

it('limits nothing where nothing is configured', () => {
  const { problemOf, diagnostics } = limitsOf([task('a'), task('b')], {});
  expect(problemOf(3)).toMatchObject({ workers: 3, resources: [], needs: new Map() });
  expect(diagnostics).toEqual([]);
});

it('gives a task what nx.json says that it needs', () => {
  const { problemOf } = limitsOf([task('a')], { resources: { db: 1 }, needs: { e2e: { db: 1 } } });
  expect(problemOf(3)).toMatchObject({
    resources: [{ name: 'db', capacity: 1 }],
    needs: new Map([[0, { demands: [{ resource: 'db', amount: 1 }] }]]),
  });
});

it('asks nothing for a task that is restored', () => {
  const options = { resources: { db: 1 }, needs: { e2e: { db: 1 } } };
  expect(limitsOf([task('a', { cache: 'hit' })], options).problemOf(3).needs.size).toBe(0);
});

it('plans a task that Nx runs alone with all workers, however many there are', () => {
  const { forecastProblemOf, problemOf } = limitsOf([task('a'), task('b', { parallelism: false })], {});
  expect(problemOf(2).needs.size).toBe(0); // Nx itself runs it alone
  const amounts = (workers: number) =>
    [...forecastProblemOf(workers).needs.values()].map(({ demands }) => demands?.map(({ amount }) => amount));
  expect([amounts(2), amounts(4)]).toEqual([
    [[1], [2]],
    [[1], [4]],
  ]);
});

it('tells what is wrong with the configuration of resources', () => {
  const { diagnostics } = limitsOf([task('a')], { resources: { db: -1 } });
  expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
});

describe('a server and what needs it', () => {
  const options = { resources: { db: 1, port: 1 }, needs: { serve: { db: 1 }, e2e: { db: 1 } } };
  const serve = (project: string): RunTask =>
    task(project, { id: `${project}:serve`, target: { project, target: 'serve' }, continuous: true });

  it('is told where they could never run together, through other servers too', () => {
    const proxy = task('proxy', { id: 'proxy:proxy', target: { project: 'proxy', target: 'proxy' }, continuous: true });
    const { diagnostics } = limitsOf(
      [serve('a'), { ...proxy, dependsOn: ['a:serve'] }, task('a', { dependsOn: ['proxy:proxy'] })],
      options,
    );
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'CREST416 "a:e2e" runs beside "a:serve", and together they take 2 of "db", of which there is 1',
    ]);
  });

  it('is well where another server holds it, or there is enough', () => {
    expect(limitsOf([serve('a'), task('b')], options).diagnostics).toEqual([]);
    const enough = { ...options, resources: { db: 2, port: 1 } };
    expect(limitsOf([serve('a'), task('a', { dependsOn: ['a:serve'] })], enough).diagnostics).toEqual([]);
  });
});
