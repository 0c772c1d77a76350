import picocolors from 'picocolors';
import { HOUR, milliseconds, type Plan, type SourceSpan } from '@nx-crest/core';
import { buildPlanReport } from '../build-plan-report.js';
import { planProblem } from '../plan-problem.js';
import { DEFAULT_REQUEST, type PlanRequest } from '../plan-request.js';
import { planText } from '../plan-text.js';
import { plan, plannedInput, reportOn, task } from '../testing/sample-plans.js';
import { checkState } from './check-state.js';
import { replanLines } from './replan-text.js';
import type { StatedPlan, StatedTask } from './stated-plan.js';

const start = { offset: 0, line: 3, column: 5 };
const span: SourceSpan = { file: 'state.json', start, end: start };
const hours = (count: number) => milliseconds(count * HOUR);
const at = (now: number, ...tasks: readonly Omit<StatedTask, 'span'>[]): StatedPlan => ({
  now: hours(now),
  tasks: tasks.map((one) => ({ ...one, span })),
});
const from = (of: Plan, state: StatedPlan, request: Partial<PlanRequest> = {}) =>
  reportOn(plannedInput(of, [], { without: [], all: false, reopen: true }), { workers: 2, state, ...request });
const lines = (report: ReturnType<typeof from>): readonly string[] =>
  report.replan ? replanLines(report.replan, report, { columns: 100, paint: picocolors.createColors(false) }) : [];
const slotsOf = ({ schedule }: ReturnType<typeof from>) =>
  schedule.slots.map(({ id, worker, startMs, finishMs }) => [id, worker, startMs / HOUR, finishMs / HOUR]);

/**
 * ```text
 *   a 2h ──► b 4h ──► d 1h
 *     └────► c 1h ─────┘
 * ```
 */
const diamond = plan([task('a', 2), task('b', 4, ['a']), task('c', 1, ['a']), task('d', 1, ['b', 'c'])]);
const doneAt = (id: string, finish: number) => ({ id, progress: { kind: 'done', finishedAt: hours(finish) } }) as const;

describe('a plan made again from a state', () => {
  it('is not made without one', () => {
    expect(reportOn(plannedInput(diamond, [], { without: [], all: false })).replan).toBeNull();
  });

  it('judges a deadline by when a plan that is over has ended, and works out nothing more', () => {
    const over = diamond.tasks.map(({ id }) => doneAt(id, 7));
    const report = (deadline: number) =>
      from(diamond, at(30, ...over), { deadlineMs: hours(deadline), whatIf: true, runs: 100 });
    expect(report(8).deadline).toMatchObject({ kind: 'found', makespanMs: 7 * HOUR });
    expect(report(6).deadline).toMatchObject({ kind: 'impossible', makespanMs: null });
    expect(report(8)).toMatchObject({ simulation: null, whatIf: null });
  });

  it('says that the table is about the whole plan, and what is past only where something is', () => {
    const text = (now: number): string =>
      planText(from(diamond, at(now)), { columns: 100, paint: picocolors.createColors(false) }).replace(/\s+/g, ' ');
    expect(text(1)).toMatch(/whole plan, as though nothing had begun/);
    expect(text(1)).toContain('8 h planned on 2 workers, 1 h of it past; ');
    expect(text(0)).toContain('7 h planned on 2 workers; ');
  });

  it('names tasks as reasons where a group is waited for', () => {
    const joint = plan([task('a', 2), task('b', 1), task('c', 1, ['before-c'])], {
      groups: [{ id: 'before-c', kind: 'phase', title: 'before c', span, members: ['a', 'b'], dependencies: [] }],
    });
    const report = from(joint, at(3, doneAt('b', 1), doneAt('a', 3)));
    expect(lines(report).join('\n')).toContain('c starts 1 h later: it waits for a');
  });

  it('says where a state has a task run on a worker that does not exist', () => {
    const progress = { kind: 'running', since: hours(0), worker: 7 } as const;
    const input = plannedInput(diamond, [], { without: [], all: false, reopen: true });
    const report = buildPlanReport(input, planProblem(input, []).problem!, {
      ...{ ...DEFAULT_REQUEST, workers: 2 },
      state: at(1, { id: 'a', progress }),
    });
    expect(report.diagnostics).toEqual([expect.objectContaining({ code: 'CREST107', span })]);
  });

  it('keeps what goes as planned', () => {
    const report = from(diamond, at(2, doneAt('a', 2)));
    expect(report.replan).toMatchObject({
      method: 'kept',
      previousMakespanMs: 7 * HOUR,
      makespanMs: 7 * HOUR,
      done: 1,
    });
    expect(lines(report).slice(0, 1)).toEqual(['Planned again (at 2 h: 4 tasks, 1 done, 0 running, 3 to do)']);
  });

  it('schedules the rest behind what took longer, and says why', () => {
    const report = from(diamond, at(4, doneAt('a', 4)));
    expect(report.schedule).toMatchObject({
      makespanMs: 9 * HOUR,
      lowerBoundMs: 9 * HOUR,
      optimal: true,
      gapPercent: 0,
    });
    expect(slotsOf(report)[0]).toEqual(['a', 0, 2, 4]); // known to have ended at 4 h; it takes 2 h
    expect(lines(report).join('\n')).toContain('9 h');
    expect(report.replan?.causes.flatMap(({ changes }) => changes.map(({ id }) => id)).sort()).toEqual(['b', 'c', 'd']);
  });

  it('leaves what runs on its worker, with what remains of it', () => {
    const running = { kind: 'running', since: hours(2), remaining: hours(5), worker: 1 } as const;
    const report = from(diamond, at(3, doneAt('a', 2), { id: 'b', progress: running }));
    expect(slotsOf(report)).toContainEqual(['b', 1, 2, 8]);
    expect(report.schedule.makespanMs).toBe(9 * HOUR);
  });

  it('does again what failed', () => {
    const report = from(diamond, at(3, doneAt('a', 2), { id: 'c', progress: { kind: 'failed' } }));
    expect(report.replan).toMatchObject({ failed: 1 });
    expect(slotsOf(report).find(([id]) => id === 'c')?.[2]).toBeGreaterThanOrEqual(3);
  });

  it('plans with new estimates, against the old plan', () => {
    const report = from(diamond, at(2, doneAt('a', 2), { id: 'b', estimateMs: hours(6) }));
    expect(report.replan).toMatchObject({ previousMakespanMs: 7 * HOUR, makespanMs: 9 * HOUR });
    expect(report.tasks.find(({ id }) => id === 'b')?.estimate).toEqual({
      ms: 6 * HOUR,
      p90Ms: 6 * HOUR,
      source: 'override',
    });
  });

  it('takes what the document has ticked for done when it was planned', () => {
    const ticked = {
      ...diamond,
      tasks: diamond.tasks.map((one) => (one.id === 'a' ? { ...one, status: 'done' as const } : one)),
    };
    const report = from(ticked, at(3));
    expect(slotsOf(report)[0]).toEqual(['a', 0, 0, 2]);
    expect(report.replan).toMatchObject({ done: 1, previousMakespanMs: 7 * HOUR });
  });

  it('compares with the schedule that the state brings along, also where the document has changed', () => {
    const slots = [
      { id: 'a', worker: 0, startMs: hours(0), finishMs: hours(2) },
      { id: 'gone', worker: 1, startMs: hours(0), finishMs: hours(3) },
      { id: 'b', worker: 0, startMs: hours(2), finishMs: hours(6) },
      { id: 'c', worker: 1, startMs: hours(3), finishMs: hours(4) },
    ];
    const report = from(diamond, { ...at(2, doneAt('a', 2)), schedule: { workers: 2, slots } });
    expect(report.replan).toMatchObject({ previousMakespanMs: 6 * HOUR, added: ['d'], removed: ['gone'] });
  });

  it('can begin where the last one ended: its schedule is the previous one of the next', () => {
    const first = from(diamond, at(4, doneAt('a', 4)));
    const slots = first.schedule.slots.map((slot) => ({
      ...slot,
      startMs: milliseconds(slot.startMs),
      finishMs: milliseconds(slot.finishMs),
    }));
    const state = { ...at(4, doneAt('a', 4)), schedule: { workers: first.workers, slots } };
    const { workers: _, ...request } = { workers: 9 };
    const second = reportOn(plannedInput(diamond, [], { without: [], all: false, reopen: true }), {
      ...request,
      state,
    });
    expect(second.workers).toBe(2);
    expect(second.replan).toMatchObject({ method: 'kept', moved: [], shifted: [] });
    expect(second.schedule.slots).toEqual(first.schedule.slots);
  });

  it('asks deadline and what-if of what is left, in times of the whole plan', () => {
    const report = from(diamond, at(4, doneAt('a', 4)), { deadlineMs: 8 * HOUR, whatIf: true });
    expect(report.deadline).toMatchObject({ kind: 'impossible', bound: { lowerBoundMs: 9 * HOUR } });
    expect(report.whatIf?.halving.values).toContainEqual({ id: 'b', savedMs: 2 * HOUR, makespanMs: 7 * HOUR });
    expect(report.whatIf?.halving.values.map(({ id }) => id)).not.toContain('a');
  });

  it('ends when the last task was done, where nothing is left', () => {
    const all = ['a', 'b', 'c', 'd'].map((id) => doneAt(id, 8));
    expect(from(diamond, at(9, ...all)).schedule).toMatchObject({ makespanMs: 8 * HOUR, gapPercent: 0, optimal: true });
  });

  it('is impossible where more runs than there are workers (CREST108)', () => {
    const running = (id: string) => ({ id, progress: { kind: 'running', since: hours(0), worker: 0 } }) as const;
    const both = plan([task('x', 2), task('y', 2)]);
    expect(() => from(both, at(1, running('x'), running('y')))).toThrow('impossible');
  });

  it('warns of a task that the plan does not have (CREST411)', () => {
    const input = plannedInput(plan([task('API-1', 1)]), [], { without: [], all: false });
    const found = checkState(input, at(1, { id: 'API-01' }, { id: 'API-1' }, { id: 'other' }));
    expect(found.map(({ code, message, hint, span: place }) => [code, message, hint, place?.start.line])).toEqual([
      ['CREST411', 'the state tells of task "API-01", which the plan does not have', 'Did you mean "API-1"?', 3],
      ['CREST411', 'the state tells of task "other", which the plan does not have', 'It is passed over.', 3],
    ]);
  });

  it('warns of tasks that have begun before what they wait for is done (CREST412)', () => {
    const joint = plan([task('a', 2), task('b', 1), task('c', 1, ['before-c']), task('d', 1, ['c'])], {
      groups: [{ id: 'before-c', kind: 'phase', title: 'before c', span, members: ['a', 'b'], dependencies: [] }],
    });
    const input = plannedInput(joint, [], { without: [], all: false });
    const runs = { id: 'c', progress: { kind: 'running', since: hours(1) } } as const;
    const found = (...tasks: Parameters<typeof at>[1][]) =>
      checkState(input, at(3, ...tasks)).map(({ message }) => message);
    expect(found(doneAt('a', 2), runs)).toEqual([
      'by the state, task "c" is running, but "b", which it waits for, is not done',
    ]);
    expect(found(doneAt('a', 2), doneAt('b', 1), runs, doneAt('d', 3))).toEqual([
      'by the state, task "d" is done, but "c", which it waits for, is not done',
    ]);
    expect(found(doneAt('a', 2), doneAt('b', 1), doneAt('c', 3))).toEqual([]);
  });
});
