import { EMPTY_HISTORY, withObservations, type Observation } from '@nx-crest/core';
import type { PreparedRun, RunTask } from '../../nx/runner/runner-hooks.js';
import { planRun } from './plan-run.js';

const task = (project: string, changes: Partial<RunTask> = {}): RunTask => ({
  id: `${project}:test`,
  target: { project, target: 'test' },
  ...{ dependsOn: [], noop: false, continuous: false, parallelism: true, cache: 'miss' },
  ...changes,
});

/** A run of tasks that our own history knows: 10 s each, waiting all the time. */
async function plan(
  tasks: readonly RunTask[],
  changes: { readonly parallelAuto?: boolean; readonly options?: object } = {},
) {
  const known = tasks.map(({ id }): [string, Observation] => [id, { atS: 1, ms: 10_000, cpuCores: 0 }]);
  const run: PreparedRun = {
    ...{ nxVersion: '24.0.6', workspaceRoot: '.', projectGraph: { nodes: {} }, workers: 2, tui: false, tasks },
    nxJson: { plugins: [{ plugin: 'nx-crest', options: changes.options ?? {} }] },
  };
  const history = withObservations(EMPTY_HISTORY, 'm', known);
  return planRun(run, { history, machine: 'm', cores: 2, parallelAuto: changes.parallelAuto ?? false });
}

const eight = Array.from({ length: 8 }, (_, index) => task(`p${index}`));

it('plans with the durations that were measured', async () => {
  const { forecast, estimates } = await plan(eight);
  expect(estimates.get('p0:test')).toMatchObject({ ms: 10_000, source: 'history' });
  expect(forecast).toMatchObject({ workers: 2, tasks: 8, restored: 0, sources: { history: 8 } });
  expect(forecast.p50Ms).toBeGreaterThanOrEqual(40_000);
});

it('chooses as many workers as pay off, also where one task runs alone', async () => {
  expect((await plan(eight, { parallelAuto: true })).plan.workers).toBe(8);
  const loner = task('alone', { parallelism: false });
  expect((await plan([...eight, loner], { parallelAuto: true })).plan.workers).toBe(8);
});

it('keeps what runs alone out of the plan that Nx follows, and in the forecast', async () => {
  const { problem, forecast } = await plan([...eight, task('alone', { parallelism: false })]);
  expect(problem.needs.size).toBe(0);
  expect(forecast.p50Ms).toBeGreaterThanOrEqual(50_000);
});

it('counts restored tasks with the time that restoring takes', async () => {
  const { forecast } = await plan([...eight.slice(1), task('p0', { cache: 'hit' })]);
  expect(forecast).toMatchObject({ restored: 1, sources: { history: 7 } });
});

it('starts the longest chain first, ties by id', async () => {
  const chained = [task('z'), task('y', { dependsOn: ['z:test'] }), ...eight];
  const { dispatcher } = (await plan(chained)).plan;
  const order = chained.map(({ id }) => id).sort((a, b) => dispatcher.compare(a, b));
  expect(order.slice(0, 3)).toEqual(['z:test', 'p0:test', 'p1:test']);
});

it('has no plan for tasks that wait for each other', async () => {
  const circle = [task('a', { dependsOn: ['b:test'] }), task('b', { dependsOn: ['a:test'] })];
  await expect(plan(circle)).rejects.toThrow('a:test');
});

it('says what is wrong with resources', async () => {
  const { diagnostics } = await plan(eight, { options: { resources: { db: 'much' } } });
  expect(diagnostics.map(({ code }) => code)).toEqual(['CREST302']);
});
