import picocolors from 'picocolors';
import type { Plan } from '@nx-crest/core';
import { displayWidth } from './display-text.js';
import { planText } from './plan-text.js';
import type { PlanRequest } from './plan-request.js';
import { fork, inferred, naming, plan, plannedInput, reportOn, task, workspaceInput } from './testing/sample-plans.js';

function text(of: Plan, columns = 80, request: Partial<PlanRequest> = {}): string {
  const input = plannedInput(of, [], { without: [], all: false });
  return planText(reportOn(input, request), { columns, paint: picocolors.createColors(false) });
}

describe('planText', () => {
  it('shows what was read, every task, and last what follows from it', () => {
    expect(text(fork)).toBe(
      [
        'plan.md: A plan',
        'Read as wave-table: 4 tasks, 3 dependencies (explicit).',
        'Order policy: only declared dependencies count',
        'Estimates: all from the document.',
        '',
        '  task  title       estimate  wave  start  slack',
        '● a     Title of a       2 h     0      0      0',
        '● b     Title of b       4 h     1    2 h      0',
        '● c     Title of c       4 h     1    2 h      0',
        '  d     Title of d       1 h     1    2 h    3 h',
        '',
        'workers  planned  lower bound  saved',
        '      1     11 h         11 h    0 %',
        '      2      7 h          7 h   36 %',
        '      3      6 h          6 h   45 %  ← knee',
        '',
        'Critical path  6 h planned over 2 tasks; 3 tasks have no slack (●), so it is not',
        '               the only one',
        '               a → b',
        'Waves          2, with 1, 3 tasks; width 3 (most tasks that can run at once)',
        'Barriers       waiting for whole waves would take 6 h (cost 0)',
        'Total work     11 h planned over 4 tasks',
        'Schedule       6 h planned on 3 workers, the knee (within 5 % of what more',
        '               workers could reach); optimal: no schedule is shorter; saves 5 h',
        '               over one worker',
        '',
      ].join('\n'),
    );
  });

  it('says how many tasks wait for files', () => {
    const shown = text(plan([task('a', 1, [], naming('x.ts')), task('b', 1, [], naming('x.ts'))]), 120);
    expect(shown).toContain('Files          1 task waits for a file that another one holds');
    expect(text(fork)).not.toContain('Files');
  });

  it('shows sizes as people write them', () => {
    const roles = plan([task('a', 1, [], { assignee: 'memory' })]);
    const resources = [{ name: 'memory', capacity: 1.5 * 2 ** 30, unit: 'byte' }] as const;
    expect(text(roles, 80, { resources })).toContain('Resources      memory 1.5 GB (1 task)\n');
  });

  it('shows the resources that were asked for', () => {
    const roles = plan([task('a', 1, [], { assignee: 'qa' }), task('b', 1)]);
    const resources = [
      { name: 'qa', capacity: 1 },
      { name: 'ops\u001b', capacity: 2 },
    ];
    expect(text(roles, 80, { resources })).toContain('Resources      qa 1 (1 task), ops· 2 (0 tasks)\n');
  });

  it('says that the result is not reproducible where the budget is a time', () => {
    expect(text(fork, 200, { search: { shouldStop: () => true } })).toMatch(/another\s+run\s+or\s+machine/);
    expect(text(fork, 200)).not.toContain('with a time as budget');
  });

  it.each([60, 80, 120])('keeps within %d columns', (columns) => {
    const long = 'a title that goes on and on with 設計 and more words than any terminal has room for '.repeat(3);
    const wide = plan(
      [task('first', 1, [], { title: long }), task('second-with-a-longer-id', 2, ['first'], { title: long })],
      { title: long },
    );
    const widths = text(wide, columns).split('\n').map(displayWidth);
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });

  it('says that times are only relative where nothing has a duration', () => {
    expect(text(plan([task('a'), task('b', undefined, ['a'])]))).toContain(
      'The document states no durations: every task counts as 1 h, so times are only\nrelative.',
    );
  });

  it('says how many durations are missing, and marks them', () => {
    const shown = text(plan([task('a', 2), task('b')]));
    expect(shown).toContain('Estimates: 1 by default, 1 from the document; the default is 1 h.');
    expect(shown).toMatch(/b +Title of b +1 h +default/);
  });

  it('says that no dependencies are declared', () => {
    const ordered = plan([task('a', 1), task('b', 1, [], inferred('order', ['a']))]);
    expect(text(ordered)).toContain('The document declares no dependencies between tasks.');
  });

  it('counts what is left, and shows the rest by its status', () => {
    const shown = text(
      plan([task('a', 2, [], { status: 'done' }), task('x', 1, [], { status: 'deferred' }), task('b', 1, ['a'])]),
    );
    expect(shown).toContain('3 tasks (1 done, 1 deferred, 1 to do)');
    expect(shown).toMatch(/a +Title of a +done\n/);
  });

  it('says so where nothing is left', () => {
    expect(text(plan([task('a', 2, [], { status: 'done' })]))).toMatch(/Nothing left to do[.]\n$/);
  });

  it('names the lines that look like tasks', () => {
    const notTasks = [4, 9].map((line) => ({
      span: { file: 'plan.md', start: { offset: 0, line, column: 1 }, end: { offset: 0, line, column: 1 } },
      reason: 'x',
    }));
    expect(text(plan([task('a', 1)], { notTasks }))).toContain('2 lines (4, 9)');
  });

  it('shows a long chain by its ends, and many waves by the largest', () => {
    const chain = Array.from({ length: 40 }, (_, n) => task(`t${n}`, 1, n === 0 ? [] : [`t${n - 1}`]));
    expect(text(plan(chain))).toContain('Waves          40, the largest with 1 task;');
    expect(text(plan(chain))).toMatch(/t7 →\s+\(28 more\)\s+→\s+t36/);
  });

  it('shows the schedule for the workers that were asked for', () => {
    expect(text(fork, 100, { workers: 2 })).toContain(
      'Schedule       7 h planned on 2 workers; optimal: no schedule is shorter; saves 4 h over one worker',
    );
  });

  it('does not call a chosen number the knee', () => {
    expect(text(fork, 80, { workers: 2 })).not.toContain('the knee (');
  });

  it('lets no escape sequence of the document through', () => {
    expect(text(plan([task('a', 1, [], { title: 'x\u001b[2Jy' })], { title: '\u001b]0;t\u0007' }))).not.toMatch(
      /[^\P{Cc}\n]/u,
    );
  });

  it('leaves the title column out for a workspace, and shows a noop without a wave', () => {
    const report = reportOn(workspaceInput('nx-history'));
    const lines = planText(report, { columns: 80, paint: picocolors.createColors(false) }).split('\n');
    expect(lines.slice(0, 9)).toEqual([
      'nx run-many -t all (Nx 24.0.6)',
      '3 tasks, 2 dependencies.',
      "Planned as though nothing were in Nx's cache.",
      "Estimates: all from Nx's history.",
      '',
      '  task       estimate  wave  start  slack',
      '  app:all           0          6 s      0',
      '● app:build       3 s     1    3 s      0',
      '● lib:build       3 s     0      0      0',
    ]);
  });

  it('uses colours only where it gets them', () => {
    const input = plannedInput(fork, [], { without: [], all: false });
    const coloured = planText(reportOn(input), { columns: 80, paint: picocolors.createColors(true) });
    // eslint-disable-next-line no-control-regex -- escape sequences are what it takes out
    expect(coloured.replaceAll(/\u001b\[[0-9]+m/g, '')).toBe(text(fork));
  });
});
