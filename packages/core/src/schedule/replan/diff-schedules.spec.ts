import { HOUR, milliseconds } from '../../model/duration.js';
import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import { listSchedule } from '../list-schedule.js';
import { identicalWorkers } from '../problem/scheduling-problem.js';
import { diffSchedules } from './diff-schedules.js';
import { formatDiff } from './format-diff.js';
import type { PlannedWork, PlanState, TaskProgress } from './plan-state.js';
import { replan } from './replan.js';

const hours = (count: number) => milliseconds(count * HOUR);

function problemOf(rows: GraphRows, workers: number) {
  const inHours = nodesOf(rows).map((node) => ({ ...node, durationMs: hours(node.durationMs) }));
  return identicalWorkers(graphOf(inHours), workers);
}

function planOf(rows: GraphRows, workers: number): PlannedWork {
  const problem = problemOf(rows, workers);
  return { problem, schedule: listSchedule(problem) };
}

const stateAt = (now: number, progress: Record<string, TaskProgress> = {}): PlanState => ({
  now: hours(now),
  progress: new Map(Object.entries(progress)),
});

const done = (start: number, finish: number): TaskProgress => ({
  kind: 'done',
  startedAt: hours(start),
  finishedAt: hours(finish),
});

/** What is told after replanning. */
function told(before: PlannedWork, state: PlanState, problem = before.problem): readonly string[] {
  const result = replan(before, problem, state);
  if (result.kind !== 'planned') throw new Error(JSON.stringify(result.diagnostics));
  return formatDiff(diffSchedules(before, result.plan, { state }));
}

/**
 * ```text
 *   a 2 ──► c 3 ──► e 2
 *   b 4 ──► d 2
 * ```
 */
const rows: GraphRows = { a: [2], b: [4], c: [3, 'a'], d: [2, 'b'], e: [2, 'c'] };
const plan = planOf(rows, 2);

describe('diffSchedules', () => {
  it('has no groups where nothing changed', () => {
    expect(diffSchedules(plan, plan)).toEqual({
      makespan: { before: hours(7), after: hours(7) },
      moves: { kept: ['a', 'b', 'c', 'd', 'e'], shifted: [], moved: [], added: [], removed: [] },
      groups: [],
    });
  });

  it('names what each task waits for, and the task with which the delay began', () => {
    expect(told(plan, stateAt(4, { a: done(0, 4), b: done(0, 4) }))).toEqual([
      'ends at 9 h, 2 h later',
      '1 task stays as it is, 2 start at another time',
      'a takes 2 h longer:',
      '  c starts 2 h later: it waits for a',
      '  e starts 2 h later: it waits for c',
    ]);
  });

  it('follows a delay through workers', () => {
    const before = planOf({ a: [4], b: [3], c: [2] }, 1);

    expect(told(before, stateAt(2, { a: { kind: 'running', since: hours(0), remaining: hours(3) } }))).toEqual([
      'ends at 10 h, 1 h later',
      '2 tasks start at another time',
      'a takes 1 h longer:',
      '  b starts 1 h later: worker 0 is busy with a',
      '  c starts 1 h later: worker 0 is busy with b',
    ]);
  });

  it('tells a failure and what it delays', () => {
    const lines = told(plan, stateAt(2, { a: { kind: 'failed' }, b: { kind: 'running', since: hours(0) } }));

    expect(lines).toEqual([
      'ends at 9 h, 2 h later',
      '1 task stays as it is, 3 start at another time',
      'a failed:',
      '  a starts 2 h later',
      '  c starts 2 h later: it waits for a',
      '  e starts 2 h later: it waits for c',
    ]);
  });

  it('tells what is free earlier because something took less time', () => {
    expect(told(plan, stateAt(2, { a: done(0, 1), b: { kind: 'running', since: hours(0), worker: 1 } }))).toEqual([
      'ends at 7 h, as before',
      '3 tasks stay as they are',
    ]);
    expect(told(plan, stateAt(1, { a: done(0, 1), b: { kind: 'running', since: hours(0), worker: 1 } }))).toEqual([
      'ends at 6 h, 1 h earlier',
      '1 task stays as it is, 2 start at another time',
      'a takes 1 h shorter:',
      '  c starts 1 h earlier: a is out of the way',
      '  e starts 1 h earlier: c is out of the way',
    ]);
  });

  it('goes on to what delayed a task where that is more than what it takes longer itself', () => {
    const longer = problemOf({ ...rows, c: [4, 'a'] }, 2);
    const lines = (finishOfA: number, b: TaskProgress) =>
      told(plan, stateAt(finishOfA, { a: done(0, finishOfA), b }), longer);
    expect(lines(3, { kind: 'running', since: hours(0), worker: 1 })).toContain('c takes 1 h longer:'); // so e does
    expect(lines(5, done(0, 4))).not.toContain('c takes 1 h longer:');
  });

  it('says that a task should have begun', () => {
    expect(told(plan, stateAt(1))).toEqual([
      'ends at 8 h, 1 h later',
      '5 tasks start at another time',
      'a is 1 h late:',
      '  c starts 1 h later: it waits for a',
      '  e starts 1 h later: it waits for c',
      'b is 1 h late:',
      '  d starts 1 h later: it waits for b',
    ]);
  });

  it('tells new, removed and newly dependent tasks of a changed document', () => {
    const changed: GraphRows = { a: [2], b: [4], c: [3, 'a', 'b'], d: [2, 'b'], new: [1, 'd'] };
    const state = stateAt(1, { a: { kind: 'running', since: hours(0) }, b: { kind: 'running', since: hours(0) } });

    expect(told(plan, state, problemOf(changed, 2))).toEqual([
      'ends at 7 h, as before',
      '1 task stays as it is, 1 starts at another time, 1 is new, 1 is gone',
      'c waits for b now:',
      '  c starts 2 h later: it waits for b',
      'e is gone',
      'new is new',
    ]);
  });

  it('says where a worker is gone', () => {
    const before = planOf({ a: [4], b: [4] }, 2);
    const after: PlannedWork = { ...before, schedule: listSchedule(problemOf({ a: [4], b: [4] }, 1)) };

    expect(formatDiff(diffSchedules(before, after))).toEqual([
      'ends at 8 h, 4 h later',
      '1 task stays as it is, 1 moves',
      'a shorter order of the rest:',
      '  b goes to worker 0, 4 h later: worker 0 is busy with a',
    ]);
  });

  it('tells who does what instead where only the workers change', () => {
    const before = planOf({ a: [4], b: [4] }, 2);
    const swapped = { ...before, schedule: { ...before.schedule, worker: before.schedule.worker.toReversed() } };

    expect(formatDiff(diffSchedules(before, swapped))).toEqual([
      'ends at 4 h, as before',
      '2 tasks move',
      'a shorter order of the rest:',
      '  a goes to worker 1: worker 0 is busy with b',
      '  b goes to worker 0: worker 1 is busy with a',
    ]);
  });

  it('does not count shifts within the tolerance', () => {
    const late = { ...plan, schedule: { ...plan.schedule, start: plan.schedule.start.map((time) => time + 5) } };

    expect(diffSchedules(plan, late, { tolerance: 5 }).groups).toEqual([]);
    expect(diffSchedules(plan, late, { tolerance: 4 }).moves.shifted).toHaveLength(5);
  });

  it('gives no reason where a task only went around the one that held it', () => {
    const before = planOf({ a: [4], b: [2] }, 1);
    const two = problemOf({ a: [4], b: [2] }, 2);
    const after: PlannedWork = { problem: two, schedule: listSchedule(two) };

    const [group] = diffSchedules(before, after).groups;
    expect(group?.changes.map(({ id, because }) => [id, because])).toEqual([['b', undefined]]);
  });
});

describe('formatDiff', () => {
  it('shows as many changes as it is told to', () => {
    const diff = diffSchedules(plan, planOf({ ...rows, a: [9] }, 2));

    expect(formatDiff(diff, 1)).toEqual([
      'ends at 14 h, 7 h later',
      '3 tasks stay as they are, 2 start at another time',
      'a takes 7 h longer:',
      '  c starts 7 h later: it waits for a',
      '… and 1 more',
    ]);
  });

  it.each([-1, NaN])('refuses to show %d changes', (limit) => {
    expect(() => formatDiff(diffSchedules(plan, plan), limit)).toThrow('limit');
  });
});
