import { HOUR, type Plan } from '@nx-crest/core';
import { NOTHING_READ, unplannedReport } from './unplanned-report.js';
import { planInput } from './plan-input.js';
import type { PlanReport } from './plan-report.js';
import type { PlanRequest } from './plan-request.js';
import { fork, inferred, naming, plan, plannedInput, reportOn, task, workspaceInput } from './testing/sample-plans.js';

function report(
  of: Plan,
  options: Partial<Parameters<typeof planInput>[2]> = {},
  request: Partial<PlanRequest> = {},
): PlanReport {
  return reportOn(plannedInput(of, [], { without: [], all: false, ...options }), request);
}
const hours = (ms: number | null): number | null => (ms === null ? null : ms / HOUR);
const byId = (found: PlanReport, id: string) => found.tasks.find((one) => one.id === id)!;

describe('buildPlanReport', () => {
  it('gives each task its times, its slack and its bottom level', () => {
    const d = byId(report(fork), 'd');
    const times = [
      d.earliestStartMs,
      d.earliestFinishMs,
      d.latestStartMs,
      d.latestFinishMs,
      d.slackMs,
      d.bottomLevelMs,
    ];
    expect(times.map(hours)).toEqual([2, 3, 5, 6, 3, 1]);
  });

  it('marks every task without slack, and names one chain', () => {
    const found = report(fork);
    expect(found.tasks.filter((one) => one.critical).map((one) => one.id)).toEqual(['a', 'b', 'c']);
    expect(found.criticalPath).toEqual({ ids: ['a', 'b'], ms: 6 * HOUR });
  });

  it('shows no longer schedule than the sweep promises, however little it searches', () => {
    //   the list schedule puts 3 and 3 side by side, then 2, 2 and 2: 7 h; 3 + 3 beside 2 + 2 + 2 takes 6 h
    const packing = plan([3, 3, 2, 2, 2].map((duration, index) => task(`t${index}`, duration)));
    const found = report(packing, {}, { workers: 2, search: { budget: 1 } });
    expect(found.sweep[1]).toMatchObject({ workers: 2, makespanMs: 6 * HOUR });
    expect(found.schedule).toMatchObject({ makespanMs: 6 * HOUR, optimal: true });
  });

  it('schedules on the knee unless a number of workers is given', () => {
    expect(report(fork)).toMatchObject({ workers: 3, schedule: { workers: 3, makespanMs: 6 * HOUR } });
    expect(report(fork, {}, { workers: 1 }).schedule).toMatchObject({
      workers: 1,
      makespanMs: 11 * HOUR,
      optimal: true,
    });
  });

  it('says of each number of workers what it saves', () => {
    expect(report(fork).sweep.map((row) => [row.workers, hours(row.makespanMs), row.savedPercent])).toEqual([
      [1, 11, 0],
      [2, 7, 36.4],
      [3, 6, 45.5],
    ]);
  });

  it('measures the barriers of the topological waves and of those that the document draws', () => {
    const start = { offset: 0, line: 1, column: 1 };
    const span = { file: 'plan.md', start, end: start };
    const waves = [['a'], ['b'], ['c', 'd']].map((taskIds, n) => ({ title: `Wave ${n}`, taskIds, span }));
    expect(report({ ...fork, waves }).barrier).toEqual({
      topological: { makespanMs: 6 * HOUR, costMs: 0 },
      document: { makespanMs: 10 * HOUR, costMs: 4 * HOUR },
    });
  });

  it('leaves out the document barrier where its waves cannot be followed', () => {
    const start = { offset: 0, line: 1, column: 1 };
    const waves = [{ title: 'all but one', taskIds: ['a', 'b', 'c'], span: { file: 'plan.md', start, end: start } }];
    expect(report({ ...fork, waves }).barrier).not.toHaveProperty('document');
  });

  describe('with tasks that are done', () => {
    const partly = plan([
      task('a', 2, [], { status: 'done' }),
      task('b', 4, ['a']),
      task('x', 1, [], { status: 'cancelled' }),
      task('c', 1, ['b']),
    ]);

    it('shows them without times', () => {
      expect(byId(report(partly), 'a')).toMatchObject({
        status: 'done',
        wave: null,
        earliestStartMs: null,
        critical: false,
      });
    });

    it('counts waves, width and work over what is left', () => {
      expect(report(partly)).toMatchObject({ waves: [['b'], ['c']], width: 1, totalWorkMs: 5 * HOUR });
    });

    it('keeps the order that leads through them', () => {
      const through = plan([
        task('a', 1),
        task('gone', 1, ['a'], { status: 'cancelled' }),
        task('b', 1, [], inferred('order', ['gone'])),
      ]);
      expect(byId(report(through), 'b').earliestStartMs).toBe(HOUR);
    });

    it('plans everything with all', () => {
      expect(report(partly, { all: true })).toMatchObject({ totalWorkMs: 8 * HOUR, waves: [['a', 'x'], ['b'], ['c']] });
    });
  });

  it('leaves out edges of an origin that was switched off', () => {
    const ordered = plan([task('a', 1), task('b', 1, [], inferred('order', ['a']))]);
    expect(byId(report(ordered), 'b').dependsOn).toEqual([{ id: 'a', origin: 'order' }]);
    expect(byId(report(ordered, { without: ['order'] }), 'b')).toMatchObject({ dependsOn: [], wave: 0 });
  });

  it('lists groups apart from tasks, with what they wait for and without their members', () => {
    const start = { offset: 0, line: 4, column: 1 };
    const span = { file: 'plan.md', start, end: start };
    const group = {
      id: 'g',
      kind: 'group' as const,
      title: 'G',
      span,
      members: ['b'],
      dependencies: [{ on: 'a', origin: 'phase' as const, span }],
    };
    const found = report(plan([task('a', 1), task('b', 1)], { groups: [group] }));
    expect(found.groups).toEqual([
      { id: 'g', kind: 'group', title: 'G', status: null, members: ['b'], dependsOn: [{ id: 'a', origin: 'phase' }] },
    ]);
    expect(found.tasks.map((one) => one.id)).toEqual(['a', 'b']);
    expect(found.waves).toEqual([['a'], ['b']]);
  });

  it('names the project and the target that execute a task', () => {
    const project = { name: 'a-plan', targets: new Map([['a', 'task-a']]) };
    expect(byId(report(fork, { project }), 'a')).toMatchObject({ project: 'a-plan', target: 'task-a' });
  });

  it('lists the files of a task as its resources, each once and sorted', () => {
    const start = { offset: 0, line: 1, column: 1 };
    const files = ['b.ts', 'a.ts', 'b.ts'].map((path) => ({ path, span: { file: 'plan.md', start, end: start } }));
    expect(byId(report(plan([task('a', 1, [], { files })])), 'a').resources).toEqual(['a.ts', 'b.ts']);
  });

  it('never lets two tasks run at once that name the same file', () => {
    const shared = plan([task('a', 2, [], naming('x.ts')), task('b', 3, [], naming('x.ts')), task('c', 1)]);
    const { schedule, sweep } = report(shared);
    expect(schedule).toMatchObject({ makespanMs: 5 * HOUR, waitingForFiles: 1 });
    expect(sweep.map((row) => hours(row.makespanMs))).toEqual([6, 5]);
  });

  it('counts no task as waiting for a file that its dependencies hold back anyway', () => {
    const chain = plan([task('a', 2, [], naming('x.ts')), task('b', 3, ['a'], naming('x.ts'))]);
    expect(report(chain).schedule.waitingForFiles).toBe(0);
  });

  it('gives a resource to the tasks whose assignee or label it names, so many at once', () => {
    const roles = plan([
      task('a', 2, [], { assignee: 'Backend Team' }),
      task('b', 2, [], { labels: ['backend-team'] }),
      task('c', 2),
      task('gone', 2, [], { assignee: 'Backend Team', status: 'done' }),
    ]);
    const found = report(roles, {}, { resources: [{ name: 'backend_team', capacity: 1 }], workers: 3 });
    expect(found.resources).toEqual([{ name: 'backend_team', capacity: 1, tasks: ['a', 'b'] }]);
    expect(found.schedule.makespanMs).toBe(4 * HOUR);
    expect(report(roles, {}, { workers: 3 }).schedule.makespanMs).toBe(2 * HOUR);
  });

  it('keeps tasks apart that together take more than is declared, and names who takes it', () => {
    const demands = [{ resource: 'memory', amount: 3 * 2 ** 30 }];
    const memory = { name: 'memory', capacity: 8 * 2 ** 30, unit: 'byte' } as const;
    const read = plannedInput(plan([task('a', 2), task('b', 2), task('c', 2)]), [], { without: [], all: false });
    const input = { ...read, resources: [memory], items: read.items.map((item) => ({ ...item, demands })) };
    const found = reportOn(input, { workers: 3 });
    expect(found.resources).toEqual([{ ...memory, tasks: ['a', 'b', 'c'] }]);
    expect(found.schedule.makespanMs).toBe(4 * HOUR);
  });

  it('takes one of a resource for a task that is called like it twice', () => {
    const twice = plan([task('a', 2, [], { assignee: 'qa', labels: ['QA'] })]);
    expect(report(twice, {}, { resources: [{ name: 'qa', capacity: 1 }] }).schedule.makespanMs).toBe(2 * HOUR);
  });

  it('ends the sweep where more workers cannot help, also where a resource is what limits', () => {
    const roles = plan(['a', 'b', 'c', 'd'].map((id) => task(id, 1, [], { assignee: 'qa' })));
    const found = report(roles, {}, { resources: [{ name: 'qa', capacity: 2 }] });
    expect(found.sweep.map((row) => hours(row.makespanMs))).toEqual([4, 2]);
    expect(found.knee).toBe(2);
  });

  it('builds no more schedules than the budget', () => {
    const hard = plan(Array.from({ length: 9 }, (_, n) => task(`t${n}`, 1 + (n % 4))));
    expect(report(hard, {}, { workers: 2, search: { budget: 3 } }).schedule.schedulesBuilt).toBeLessThanOrEqual(3);
  });

  it('calls a schedule that time has ended not reproducible', () => {
    expect(report(fork, {}, { search: { shouldStop: () => true } }).schedule.reproducible).toBe(false);
    expect(report(fork).schedule.reproducible).toBe(true);
  });

  it('shows what was read, without times, where tasks wait for each other', () => {
    const { input, diagnostics } = planInput(plan([task('a', 1, ['b']), task('b', 1, ['a'])]), [], {
      without: [],
      all: false,
    });
    expect(input).not.toHaveProperty('graph');
    expect(diagnostics.map((found) => found.code)).toEqual(['CREST104']);
    expect(unplannedReport(input)).toMatchObject({
      schedule: null,
      criticalPath: null,
      tasks: [
        { id: 'a', dependsOn: [{ id: 'b', origin: 'explicit' }], wave: null, earliestStartMs: null },
        { id: 'b', dependsOn: [{ id: 'a', origin: 'explicit' }], wave: null, earliestStartMs: null },
      ],
    });
  });

  it('gives a noop times but no wave', () => {
    expect(byId(reportOn(workspaceInput('prediction')), 'app:all')).toMatchObject({
      wave: null,
      earliestStartMs: 6000,
      critical: false,
    });
  });

  it('leaves its input as it was', () => {
    const before = JSON.stringify(fork);
    report(fork);
    expect(JSON.stringify(fork)).toBe(before);
  });
});

it('gives the same fields where there is no plan', () => {
  expect(Object.keys(unplannedReport(NOTHING_READ))).toEqual(Object.keys(report(fork)));
});
