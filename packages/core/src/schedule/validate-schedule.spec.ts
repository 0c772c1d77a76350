import { milliseconds } from '../model/duration.js';
import { graphOf, nodesOf } from '../testing/graph-of.js';
import { diamond } from '../testing/named-graphs.js';
import { listSchedule } from './list-schedule.js';
import { identicalWorkers } from './problem/scheduling-problem.js';
import type { Schedule } from './schedule.js';
import { validateSchedule } from './validate-schedule.js';

//   worker 0: a 0–2, b 2–5, d 5–6
//   worker 1:        c 2–3
const problem = identicalWorkers(diamond, 2);
const valid = listSchedule(problem);
const [A, B, C, D] = [0, 1, 2, 3];

/** The valid schedule with one row written over. */
function broken(
  node: number,
  row: { readonly start?: number; readonly finish?: number; readonly worker?: number },
): Schedule {
  const [start, finish, worker] = [valid.start.slice(), valid.finish.slice(), valid.worker.slice()];
  if (row.start !== undefined) start[node] = row.start;
  if (row.finish !== undefined) finish[node] = row.finish;
  if (row.worker !== undefined) worker[node] = row.worker;
  return { ...valid, start, finish, worker };
}

const found = (schedule: Schedule) => validateSchedule(problem, schedule).map(({ kind, tasks }) => [kind, ...tasks]);

describe('validateSchedule', () => {
  it('finds nothing wrong with a valid schedule', () => {
    expect(validateSchedule(problem, valid)).toEqual([]);
  });

  it('finds a task that starts before what it waits for is done', () => {
    const early = broken(C, { start: 1, finish: 2 });

    expect(found(early)).toEqual([['precedence', A, C]]);
    expect(validateSchedule(problem, early)[0]!.message).toBe('"c" starts at 1, but waits for "a" until 2');
  });

  it('finds two tasks on one worker at one time', () => {
    expect(found(broken(C, { worker: 0 }))).toEqual([['overlap', B, C]]);
    expect(found(broken(C, { worker: 0, start: 4, finish: 5 }))).toEqual([['overlap', B, C]]);
  });

  it('finds a worker that does not exist, and work that nobody does', () => {
    expect(found(broken(C, { worker: 2 }))).toEqual([['worker', C]]);
    expect(found(broken(C, { worker: -1 }))).toEqual([['worker', C]]);
  });

  it('finds a worker for a task that takes no time', () => {
    const graph = graphOf(nodesOf({ a: [0] }));
    const none = listSchedule(identicalWorkers(graph, 1));

    expect(validateSchedule(identicalWorkers(graph, 1), none)).toEqual([]);
    expect(validateSchedule(identicalWorkers(graph, 1), { ...none, worker: Int32Array.of(0) })).toMatchObject([
      { kind: 'worker' },
    ]);
  });

  it('finds a task that does not take its duration', () => {
    expect(found(broken(C, { finish: 4 }))).toEqual([['duration', C]]);
  });

  it.each([NaN, -1])('finds a task that has no start (%p)', (start) => {
    expect(found(broken(A, { start })).map(([kind]) => kind)).toContain('missing');
  });

  it('finds a makespan that is not the last finish', () => {
    expect(found({ ...valid, makespan: milliseconds(7) })).toEqual([['makespan']]);
    expect(found(broken(D, { start: 6, finish: 7 }))).toEqual([['makespan']]);
  });

  it('finds that tasks are missing', () => {
    expect(found({ ...valid, start: valid.start.slice(1) })).toEqual([['missing']]);
  });
});
