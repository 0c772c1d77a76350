import { milliseconds } from '../../model/duration.js';
import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import { listSchedule } from '../list-schedule.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { freesTime } from './frees-time.js';
import type { PlannedWork, PlanState, TaskProgress } from './plan-state.js';

const problemOf = (rows: GraphRows, workers = 1) => identicalWorkers(graphOf(nodesOf(rows)), workers);
const rows: GraphRows = { a: [4], b: [4, 'a'] };
const problem = problemOf(rows);
const plan: PlannedWork = { problem, schedule: listSchedule(problem) };
const state = (a?: TaskProgress): PlanState => ({ now: milliseconds(3), progress: new Map(a ? [['a', a]] : []) });
const frees = (remaining: SchedulingProblem, a?: TaskProgress) => freesTime(plan, remaining, state(a));

describe('freesTime', () => {
  it('is false where all is as planned, or worse', () => {
    expect(frees(problem)).toBe(false);
    expect(frees(problem, { kind: 'failed' })).toBe(false);
    expect(frees(problemOf({ a: [5], b: [9, 'a'], c: [1] }))).toBe(false);
    expect(frees(problemOf({ a: [1], b: [4, 'a'] }), { kind: 'running', since: milliseconds(0) })).toBe(false);
  });

  it.each<[string, SchedulingProblem, TaskProgress | undefined]>([
    ['a task was done early', problemOf({ a: [0], b: [4] }), { kind: 'done', finishedAt: milliseconds(3) }],
    ['a task will be done early', problemOf({ a: [0], b: [4] }), { kind: 'running', since: milliseconds(0) }],
    ['an estimate is smaller', problemOf({ a: [4], b: [3, 'a'] }), undefined],
    ['a task is gone', problemOf({ a: [4] }), undefined],
    ['a dependency is gone', problemOf({ a: [4], b: [4] }), undefined],
    ['there are more workers', problemOf(rows, 2), undefined],
    ['there is more of a resource', { ...problem, resources: [{ name: 'agents', capacity: 1 }] }, undefined],
  ])('is true where %s', (_, remaining, progress) => {
    expect(frees(remaining, progress)).toBe(true);
  });
});
