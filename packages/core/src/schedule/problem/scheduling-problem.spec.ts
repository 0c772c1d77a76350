import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { schedulingProblem, type ProblemOptions, type TaskNeeds } from './scheduling-problem.js';

const graph = graphOf(nodesOf({ a: [3], b: [2], c: [1, 'a'], d: [0] }));
const [A, B, C, D] = [0, 1, 2, 3];

const check = (rows: readonly (readonly [number, TaskNeeds])[], options: ProblemOptions = {}) =>
  schedulingProblem(graph, { workers: 2, ...options, needs: new Map(rows) });
const messages = (...args: Parameters<typeof check>) => check(...args).diagnostics.map(({ message }) => message);

describe('schedulingProblem', () => {
  it.each([-1, 0.5, NaN])('refuses a worker that is no number of a worker: %d', (worker) => {
    expect(() => check([[A, { worker }]])).toThrow(RangeError);
    expect(() => check([[A, { worker }]])).toThrow('worker of "a"');
  });

  it('refuses two resources of one name', () => {
    const resources = [1, 2].map((capacity) => ({ name: 'agents', capacity }));

    expect(() => check([], { resources })).toThrow('"agents" twice');
  });

  it('refuses a task that runs although it waits for another', () => {
    expect(() => check([[C, { running: true }]])).toThrow('"c" is running');
  });

  it('asks nothing of tasks that take no time', () => {
    expect(check([[D, { worker: -1, running: true }]]).problem).toBeDefined();
  });

  it('finds running tasks that share a worker or a file, or are more than the workers', () => {
    const run = (need: TaskNeeds = {}): TaskNeeds => ({ ...need, running: true });

    expect(messages([A, B].map((task) => [task, run({ worker: 1 })]))).toEqual([
      '"a", "b" are running and take 2 of "worker 1", of which there is 1',
    ]);
    expect(messages([A, B].map((task) => [task, run({ mutexes: ['x.ts'] })]))).toEqual([
      '"a", "b" are running and take 2 of "mutex x.ts", of which there is 1',
    ]);
    expect(
      messages(
        [A, B].map((task) => [task, run()]),
        { workers: 1 },
      ),
    ).toEqual(['"a", "b" are running and take 2 of "workers", of which there is 1']);
    expect(messages([A, B].map((task, worker) => [task, run({ worker })]))).toEqual([]);
  });

  it('finds running tasks that take more of a resource together than there is', () => {
    const resources = [{ name: 'agents', capacity: 3 }];
    const needs: TaskNeeds = { demands: [{ resource: 'agents', amount: 2 }], running: true };

    expect(
      messages(
        [A, B].map((task) => [task, needs]),
        { resources },
      ),
    ).toEqual(['"a", "b" are running and take 4 of "agents", of which there are 3']);
  });
});
