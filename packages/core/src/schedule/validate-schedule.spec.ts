import { milliseconds } from '../model/duration.js';
import { graphOf, nodesOf } from '../testing/graph-of.js';
import { diamond } from '../testing/named-graphs.js';
import { listSchedule } from './list-schedule.js';
import {
  identicalWorkers,
  schedulingProblem,
  type ProblemOptions,
  type TaskNeeds,
} from './problem/scheduling-problem.js';
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

  it('finds a task that never ends', () => {
    expect(found(broken(A, { finish: Infinity }))[0]).toEqual(['missing', A]);
  });

  it('finds a makespan that is not the last finish', () => {
    expect(found({ ...valid, makespan: milliseconds(7) })).toEqual([['makespan']]);
    expect(found(broken(D, { start: 6, finish: 7 }))).toEqual([['makespan']]);
  });

  it('finds that tasks are missing', () => {
    expect(found({ ...valid, start: valid.start.slice(1) })).toEqual([['missing']]);
  });
});

/**
 * ```text
 *   a 2 ──► c 1        worker 0: a 0–2, c 2–3
 *   b 2                worker 1: b 0–2
 * ```
 */
const trio = graphOf(nodesOf({ a: [2], b: [2], c: [1, 'a'] }));

/** What is wrong if the three start and are given to workers like this; with two workers unless told otherwise. */
function judge(
  options: ProblemOptions,
  { start = [0, 0, 2], worker = [0, 1, 0] }: { readonly start?: number[]; readonly worker?: number[] } = {},
) {
  const { problem } = schedulingProblem(trio, { workers: 2, ...options });
  const finish = Float64Array.from(start, (time, task) => time + trio.durations[task]!);
  return validateSchedule(problem!, {
    workers: problem!.workers ?? 0,
    makespan: milliseconds(Math.max(...finish)),
    worker: Int32Array.from(worker),
    start: Float64Array.from(start),
    finish,
  });
}

const demand = (amount: number) => ({ demands: [{ resource: 'agents', amount }] });
const agents = (capacity: number) => [{ name: 'agents', capacity }];

describe('validateSchedule with needs', () => {
  it('finds nothing wrong when all needs are met to the last unit', () => {
    const needs = new Map<number, TaskNeeds>([
      [A, { ...demand(1), worker: 0, running: true }],
      [B, { ...demand(2), mutexes: ['file'] }],
      [C, { ...demand(3), mutexes: ['file'] }],
    ]);

    expect(judge({ resources: agents(3), needs })).toEqual([]);
  });

  it('finds more taken of a resource than there is, and who takes it', () => {
    const needs = new Map<number, TaskNeeds>([
      [A, demand(2)],
      [B, demand(2)],
      [C, demand(2)],
    ]);

    expect(judge({ resources: agents(4), needs })).toEqual([]);
    expect(judge({ resources: agents(3), needs })).toEqual([
      { kind: 'resource', tasks: [A, B], message: '4 of resource "agents" at 0, but there are 3' },
    ]);
  });

  it('finds an overload that begins in the middle of a task', () => {
    const needs = new Map<number, TaskNeeds>([
      [A, demand(1)], // done at 2
      [B, demand(2)],
      [C, demand(2)],
    ]);

    expect(judge({ resources: agents(3), needs }, { start: [0, 1, 2] })).toEqual([
      { kind: 'resource', tasks: [B, C], message: '4 of resource "agents" at 2, but there are 3' },
    ]);
    expect(judge({ resources: agents(3), needs }, { start: [0, 0, 2] })).toEqual([]); // b gives back at 2
  });

  it('adds up what one task demands twice', () => {
    const twice = { demands: [...demand(1).demands, ...demand(1).demands] };
    const needs = new Map<number, TaskNeeds>([
      [A, twice],
      [B, twice],
    ]);

    expect(judge({ resources: agents(3), needs })).toMatchObject([{ kind: 'resource', tasks: [A, B] }]);
  });

  it('tells the resources apart', () => {
    const needs = new Map<number, TaskNeeds>([
      [A, demand(3)],
      [B, { demands: [{ resource: 'memory', amount: 3 }] }],
    ]);
    const resources = [...agents(3), { name: 'memory', capacity: 3 }];

    expect(judge({ resources, needs })).toEqual([]);
  });

  it('has nothing of a resource that the problem does not name', () => {
    const { problem } = schedulingProblem(trio, { workers: 2 });
    const unknown = { ...problem!, needs: new Map<number, TaskNeeds>([[B, demand(1)]]) };

    expect(validateSchedule(unknown, listSchedule(problem!))).toEqual([
      { kind: 'resource', tasks: [B], message: '1 of resource "agents" at 0, but there are 0' },
    ]);
  });

  it('finds a mutex that two tasks hold at once', () => {
    const needs = new Map<number, TaskNeeds>([
      [A, { mutexes: ['file', 'file'] }],
      [B, { mutexes: ['port', 'file'] }],
    ]);

    expect(judge({ needs })).toEqual([
      { kind: 'resource', tasks: [A, B], message: '2 of mutex "file" at 0, but there are 1' },
    ]);
    expect(judge({ needs }, { start: [0, 2, 2] })).toEqual([]); // a gives it back at 2
  });

  it('takes a mutex and a resource of one name for two things', () => {
    const needs = new Map<number, TaskNeeds>([
      [A, { mutexes: ['agents'] }],
      [B, demand(2)],
    ]);

    expect(judge({ resources: agents(2), needs })).toEqual([]);
  });

  it('asks nothing of the needs of tasks that take no time', () => {
    const graph = graphOf(nodesOf({ a: [2], b: [0] }));
    const needs = new Map<number, TaskNeeds>([
      [A, { mutexes: ['file'] }],
      [B, { mutexes: ['file'], ...demand(9), worker: 7, running: true }],
    ]);
    const { problem } = schedulingProblem(graph, { workers: 1, needs });

    expect(
      validateSchedule(problem!, {
        workers: 1,
        makespan: milliseconds(2),
        worker: Int32Array.of(0, -1),
        start: Float64Array.of(0, 1),
        finish: Float64Array.of(2, 1),
      }),
    ).toEqual([]);
  });

  it('finds a task that another worker does than the one it is bound to', () => {
    const needs = new Map<number, TaskNeeds>([[B, { worker: 0 }]]);

    expect(judge({ needs })).toEqual([{ kind: 'worker', tasks: [B], message: '"b" is on worker 1, but bound to 0' }]);
    expect(judge({ needs }, { worker: [1, 0, 1] })).toEqual([]);
  });

  it('finds a running task that starts later', () => {
    const needs = new Map<number, TaskNeeds>([[B, { running: true }]]);

    expect(judge({ needs })).toEqual([]);
    expect(judge({ needs }, { start: [0, 1, 2] })).toEqual([
      { kind: 'running', tasks: [B], message: '"b" is running, but starts at 1' },
    ]);
  });

  it('wants no workers where no task needs one', () => {
    expect(judge({ workers: undefined }, { worker: [-1, -1, -1] })).toEqual([]);
    expect(judge({ workers: undefined }, { worker: [-1, 0, -1] })).toEqual([
      { kind: 'worker', tasks: [B], message: '"b" is on worker 0 of 0' },
    ]);
  });
});
