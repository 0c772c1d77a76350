import picocolors from 'picocolors';
import { HOUR, listSchedule, milliseconds, type Plan } from '@nx-crest/core';
import { planProblem } from '../plan-problem.js';
import type { PlanRequest } from '../plan-request.js';
import { inferred, plan, plannedInput, reportOn, task, workspaceInput } from '../testing/sample-plans.js';
import { reportWhatIf } from './report-what-if.js';
import { whatIfLines } from './what-if-text.js';

const ask = (of: Plan, request: Partial<PlanRequest> = {}) =>
  reportOn(plannedInput(of, [], { without: [], all: false }), { whatIf: true, ...request });
const lines = (report: ReturnType<typeof ask>, columns = 110): readonly string[] =>
  report.whatIf ? whatIfLines(report.whatIf, report, { columns, paint: picocolors.createColors(false) }) : [];

const start = { offset: 0, line: 1, column: 1 };
const span = { file: 'plan.md', start, end: start };

/**
 * ```text
 *   a 4h ──order──► b 4h ──► c 2h
 * ```
 */
const chain = plan([task('a', 4), task('b', 4, [], inferred('order', ['a'])), task('c', 2, ['b'])]);

describe('what-if', () => {
  it('is worked out on request only', () => {
    expect(ask(chain, { whatIf: false }).whatIf).toBeNull();
  });

  it('shows what halving a task, leaving out dependencies and more workers save, and what barriers cost', () => {
    expect(lines(ask(chain, { workers: 2 }))).toEqual([
      'What if (each change on its own, on 2 workers)',
      'Half as long   a saves 2 h, b saves 2 h, c saves 1 h',
      'Dependencies   b waiting for a (order) costs 4 h',
      'One more       worker saves nothing',
      'Whole waves    waiting for them takes 10 h (cost 0)',
    ]);
  });

  it('names the option that leaves dependencies out', () => {
    const wide = plan([
      task('a', 4),
      task('b', 4, [], inferred('order', ['a'])),
      task('c', 4, [], inferred('order', ['b'])),
    ]);
    expect(lines(ask(wide, { workers: 3 }))).toContain(
      'Dependencies   every dependency by order (--without order) costs 8 h',
    );
  });

  it('names no option for the targets of a workspace, where there is none', () => {
    const report = reportOn(workspaceInput('nx-history'), { whatIf: true, workers: 2 });
    expect(lines(report).join()).toContain('app:build waiting for lib:build (project) costs 3 s');
    expect(lines(report).join()).not.toContain('--without');
  });

  it('names phases by their titles, cut where they are long', () => {
    const phases = plan([task('a', 4), task('b', 4)], {
      groups: [
        { id: 'g1', kind: 'phase', title: 'First', span, members: ['a'], dependencies: [] },
        {
          ...{ id: 'g2', kind: 'phase', title: `Second ${'x'.repeat(90)}`, span, members: ['b'] },
          dependencies: [{ on: 'g1', origin: 'phase', span }],
        },
      ],
    });
    expect(lines(ask(phases, { workers: 2 })).join('\n')).toMatch(
      /"Second x+…" waiting for "First" \(phase\) costs 4 h/,
    );
  });

  it('tells savings against the schedule that is shown, whatever a short search would find', () => {
    const input = plannedInput(plan([task('a', 4), task('b', 4)]), [], { without: [], all: false });
    const problem = { ...planProblem(input, []).problem!, workers: 2 };
    const { workers, worker, start, finish } = listSchedule({ ...problem, workers: 1 });
    const oneAfterTheOther = { workers, worker, start, finish, makespan: milliseconds(8 * HOUR) };
    const { dependencies } = reportWhatIf({ problem, schedule: oneAfterTheOther, startsAt: 0 }, undefined);
    expect(dependencies.makespanMs).toBe(8 * HOUR);
  });

  it.each([
    [4, 4],
    [6, 2],
    [9, 0],
  ])('tells what barriers of 8 h cost against a schedule of %d h: %d h', (shown, cost) => {
    const tasks = [task('a', 1), task('b', 4), task('c', 4, ['a']), task('d', 1, ['b'])];
    const problem = planProblem(plannedInput(plan(tasks), [], { without: [], all: false }), []).problem!;
    const schedule = { ...listSchedule(problem), makespan: milliseconds(shown * HOUR) };
    const { barrier } = reportWhatIf({ problem, schedule, startsAt: 0 }, undefined);
    expect(barrier.topological).toEqual({ barrierMakespanMs: 8 * HOUR, costMs: cost * HOUR });
  });

  it('says what one more of each resource saves', () => {
    const qa = plan(['a', 'b'].map((id) => task(id, 2, [], { assignee: 'qa' })));
    const report = ask(qa, { workers: 2, resources: [{ name: 'qa', capacity: 1 }] });
    expect(report.whatIf?.capacity).toEqual([
      { resource: 'qa', capacity: 2, savedMs: 2 * HOUR, makespanMs: 2 * HOUR },
      { resource: null, capacity: 3, savedMs: 0, makespanMs: 4 * HOUR },
    ]);
    expect(lines(report)).toContain('One more       qa saves 2 h, worker saves nothing');
  });

  it('measures the barriers of the waves that the document draws', () => {
    const waves = [['a'], ['b'], ['c']].map((taskIds, n) => ({ title: `W${n}`, taskIds, span }));
    const three = plan([task('a', 2), task('b', 2), task('c', 2)], { waves });
    const report = ask(three, { workers: 3 });
    expect(report.whatIf?.barrier).toEqual({
      topological: { barrierMakespanMs: 2 * HOUR, costMs: 0 },
      document: { barrierMakespanMs: 6 * HOUR, costMs: 4 * HOUR },
    });
    expect(lines(report).at(-1)).toBe(
      'Whole waves    waiting for them takes 2 h (cost 0), for those of the document 6 h (cost 4 h)',
    );
  });

  it('shows the top rows only, and how many more there are', () => {
    const long = plan(Array.from({ length: 8 }, (_, n) => task(`t${n}`, 2, n === 0 ? [] : [`t${n - 1}`])));
    expect(lines(ask(long, { workers: 1 }))[1]).toContain('t4 saves 1 h, 3 more with --json');
  });

  it('says so where nothing saves anything, and claims no proof where not all was tried', () => {
    const both = ask(plan([task('a', 2), task('b', 2)]), { workers: 2 });
    expect(lines(both).slice(1, 3)).toEqual([
      'Half as long   no task saves anything',
      'Dependencies   no inferred dependency costs anything',
    ]);
    const { whatIf } = both;
    const tried = whatIf && { ...whatIf, halving: { ...whatIf.halving, candidates: 9, evaluated: 2 } };
    expect(lines({ ...both, whatIf: tried })[1]).toBe('Half as long   no task saves anything (2 of 9 tried)');
  });
});
