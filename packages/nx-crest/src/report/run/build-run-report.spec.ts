import { runOf, sampleRun, type SampleRun } from './testing/sample-runs.js';

describe('the report of a run', () => {
  it('counts what was executed and restored, and names the chain, the worst estimates and one more worker', () => {
    expect(runOf(sampleRun).measured).toEqual({
      outcome: 'complete',
      makespanMs: 44_100,
      ...{ executed: 4, restored: 1, failed: 0, restoredInstead: 0, executedInstead: 0, unfinished: 0 },
      bindingChain: [
        { id: 'core:build', waitedFor: 'start', startMs: 100, finishMs: 12_100 },
        { id: 'app:build', waitedFor: 'dependency', startMs: 12_200, finishMs: 32_200 },
        { id: 'app:e2e', waitedFor: 'worker', startMs: 32_300, finishMs: 44_100 },
      ],
      bindingChainMs: 43_800,
      worstEstimates: [
        { id: 'app:e2e', plannedMs: 6_000, measuredMs: 11_800, source: 'prediction' },
        { id: 'core:lint', plannedMs: 38_000, measuredMs: 38_900, source: 'history' },
      ],
      oneMoreWorkerMs: 4_900,
      cpuLoad: null,
      heldBack: [],
    });
  });

  it('lists every task by id, with what was planned and what was measured', () => {
    expect(runOf({ b: [0, 5], a: [] }).tasks).toEqual([
      { id: 'a', kind: 'task', status: 'not-run', plannedMs: 1000, source: 'history', startMs: null, finishMs: null },
      { id: 'b', kind: 'task', status: 'success', plannedMs: 5, source: 'history', startMs: 0, finishMs: 5 },
    ]);
  });

  it('names the three worst estimates, ties by id, of tasks that executed and succeeded', () => {
    const plannedMs = 100;
    const run: SampleRun = {
      ...{
        d: [0, 300, { plannedMs }],
        c: [0, 300, { plannedMs }],
        b: [0, 400, { plannedMs }],
        a: [0, 110, { plannedMs }],
      },
      cached: [0, 900, { plannedMs, status: 'remote-cache' }],
      broken: [0, 900, { plannedMs, status: 'failure' }],
    };
    expect(runOf(run).measured!.worstEstimates.map(({ id }) => id)).toEqual(['b', 'c', 'd']);
  });

  it('leaves servers and noops out of the time of the run and of the counts', () => {
    const run: SampleRun = {
      serve: [0, 90_000, { continuous: true, status: 'stopped' }],
      e2e: [100, 5_000, { on: ['serve'] }],
      all: [6_000, 6_001, { noop: true, on: ['e2e'] }],
    };
    const report = runOf(run);
    expect(report.measured).toMatchObject({ outcome: 'complete', makespanMs: 5_000, executed: 1, unfinished: 0 });
    expect(report.tasks.map(({ kind }) => kind)).toEqual(['noop', 'task', 'continuous']);
  });

  it('has nothing measured where nothing began', () => {
    expect(runOf({}).measured).toBeNull();
    expect(runOf({ a: [], b: [undefined, undefined, { status: 'skipped' }] }).measured).toBeNull();
    expect(runOf({ all: [0, 0, { noop: true }] }).measured).toBeNull();
  });

  it('calls a run incomplete in which a task failed or was skipped, and says nothing of one more worker', () => {
    const run: SampleRun = {
      a: [0, 10, { status: 'failure' }],
      b: [undefined, undefined, { status: 'skipped' }],
      c: [0, 20],
    };
    expect(runOf(run, { exitCode: 1 }).measured).toMatchObject({
      ...{ outcome: 'incomplete', executed: 1, failed: 1, unfinished: 1, oneMoreWorkerMs: null },
      bindingChain: [{ id: 'c' }],
    });
  });

  it('does not keep a process from ending, to judge one more worker for thousands of tasks that share resources', () => {
    const needs = { demands: [{ resource: 'db', amount: 1 }] };
    const run = (more: object) =>
      Object.fromEntries(Array.from({ length: 1001 }, (_, task) => [`t${task}`, [0, 10, more] as const]));
    expect(runOf(run({ needs })).measured!.oneMoreWorkerMs).toBeNull();
    expect(runOf(run({ parallelism: false })).measured!.oneMoreWorkerMs).toBeNull();
    expect(runOf(run({})).measured!.oneMoreWorkerMs).not.toBeNull();
  });

  it('leaves what was restored out of the time of the chain, but not out of the chain', () => {
    const run: SampleRun = { lib: [0, 221, { status: 'local-cache' }], app: [230, 751, { on: ['lib'] }] };
    expect(runOf(run).measured).toMatchObject({ bindingChain: [{ id: 'lib' }, { id: 'app' }], bindingChainMs: 521 });
  });

  it('counts where the cache answered otherwise than was planned', () => {
    const run: SampleRun = {
      a: [0, 10, { plannedRestored: true }],
      b: [0, 10, { plannedRestored: true, status: 'failure' }],
      c: [0, 10, { plannedRestored: false, status: 'remote-cache' }],
      ...{ d: [0, 10, { plannedRestored: false }], e: [0, 10, { plannedRestored: true, status: 'local-cache' }] },
      ...{ f: [0, 10, { status: 'local-cache' }], g: [0, 10], h: [5, undefined, { plannedRestored: true }] },
    };
    expect(runOf(run).measured).toMatchObject({ restoredInstead: 1, executedInstead: 2 });
  });

  it('says neither chain nor estimates of a run that was interrupted', () => {
    const run: SampleRun = { a: [0, 10, { plannedMs: 99 }], b: [5], c: [] };
    const report = runOf(run, { exitCode: 130 });
    expect(report.measured).toMatchObject({
      ...{ outcome: 'interrupted', executed: 1, unfinished: 2 },
      ...{ bindingChain: [], worstEstimates: [], oneMoreWorkerMs: null },
    });
    expect(report.tasks.map(({ status }) => status)).toEqual(['success', 'stopped', 'not-run']);
  });

  it.each([
    [129, 'interrupted'],
    [130, 'interrupted'],
    [143, 'interrupted'],
    [137, 'incomplete'],
    [255, 'incomplete'],
  ])('with exit code %i a run was %s', (exitCode, outcome) => {
    expect(runOf({ a: [0, 10, { status: 'failure' }] }, { exitCode }).measured!.outcome).toBe(outcome);
  });

  it('measures without a plan too', () => {
    expect(runOf(sampleRun, { problem: null, forecast: null, order: 'stock' }).measured).toMatchObject({
      ...{ outcome: 'complete', makespanMs: 44_100, bindingChain: [], oneMoreWorkerMs: null },
    });
  });

  it('takes the workers of the run, not those of the problem', () => {
    const waits = (workers: number) => runOf({ a: [0, 9], b: [9, 20] }, { workers }).measured!.bindingChain.length;
    expect([waits(1), waits(2)]).toEqual([2, 1]);
  });

  it('knows that a task without parallelism waited for all others', () => {
    const run: SampleRun = { a: [0, 9], b: [10, 20, { parallelism: false }] };
    expect(runOf(run).measured!.bindingChain.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('has no task end before it began, whatever the clock did', () => {
    expect(runOf({ a: [9, 5, { plannedMs: 3 }] }).measured).toMatchObject({ worstEstimates: [{ measuredMs: 0 }] });
  });
});
