import { observationsOf, RESTORE, RUN_RATIO } from '@nx-crest/core';
import type { RunTask } from '../../nx/runner/runner-hooks.js';
import type { RunForecast } from '../../report/run/forecast.js';
import type { RunReport } from '../../report/run/run-report.js';
import { newObservations, type MeasuredTimes } from './new-observations.js';
import type { EndedTask } from './watched-run.js';

const task = (id: string, changes: Partial<RunTask> = {}): RunTask => ({
  id,
  target: { project: id, target: 'build' },
  ...{ dependsOn: [], noop: false, continuous: false, parallelism: true, cache: 'miss' },
  ...changes,
});

const ended = (id: string, status: EndedTask['status'] = 'success'): EndedTask => ({
  ...{ id, status, startMs: 10_000, endMs: 15_000 },
});

const forecast = { p50Ms: 40_000, sources: { history: 2 } } as unknown as RunForecast;
const measured = { outcome: 'complete', makespanMs: 50_000, executed: 2 } as unknown as NonNullable<
  RunReport['measured']
>;

function observe(
  tasks: readonly RunTask[],
  times: Partial<MeasuredTimes>,
  report: Pick<RunReport, 'measured' | 'workers'> = { measured, workers: 2 },
) {
  const history = newObservations(
    { tasks },
    {
      ...{ machine: 'm', planned: { forecast }, report },
      measured: {
        ...{ beganMs: 10_000, firstStartMs: 10_300, ended: [] },
        ...{ meter: { cpuCores: () => 1 }, suspension: { between: () => false } },
        ...times,
      },
    },
  );
  return (id: string) => observationsOf(history, 'm', id).map(({ ms }) => ms);
}

it('records what was executed and succeeded, and nothing else', () => {
  const ids = ['done', 'failed', 'stopped', 'restored'];
  const found = observe(
    ids.map((id) => task(id)),
    {
      ended: [ended('done'), ended('failed', 'failure'), ended('stopped', 'stopped'), ended('restored', 'local-cache')],
    },
  );
  expect(ids.map(found)).toEqual([[5000], [], [], []]);
});

it('records neither noops nor servers', () => {
  const found = observe([task('noop', { noop: true }), task('server', { continuous: true })], {
    ended: [ended('noop'), ended('server')],
  });
  expect([found('noop'), found('server')]).toEqual([[], []]);
});

it('records nothing of a time in which the machine slept', () => {
  const found = observe([task('a')], { ended: [ended('a')], suspension: { between: () => true } });
  expect([found('a'), found(RUN_RATIO), found(RESTORE)]).toEqual([[], [], []]);
});

it('records measured / planned of a run that was complete', () => {
  expect(observe([task('a'), task('b')], { ended: [ended('a'), ended('b')] })(RUN_RATIO)).toEqual([1250]);
  const incomplete = { measured: { ...measured, outcome: 'incomplete' as const }, workers: 2 };
  expect(observe([task('a')], { ended: [ended('a', 'failure')] }, incomplete)(RUN_RATIO)).toEqual([]);
});

describe('restoring', () => {
  const restored = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ ...ended(id, 'local-cache'), endMs: 10_200 }));
  const later = { ...ended('f', 'local-cache'), endMs: 12_000 };
  const tasks = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => task(id));

  it('records how long it keeps a worker busy, before the first task is executed', () => {
    expect(observe(tasks, { ended: [...restored, later] })(RESTORE)).toEqual([120]); // 300 ms of two workers, five tasks
  });

  it('records nothing of a few tasks: that would be the time that Nx takes to begin', () => {
    expect(observe(tasks, { ended: restored.slice(1) })(RESTORE)).toEqual([]);
  });

  it('records nothing where the clock was set back', () => {
    expect(observe(tasks, { ended: restored, firstStartMs: 5000 })(RESTORE)).toEqual([]);
  });
});
