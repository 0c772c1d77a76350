import { graphOf, nodesOf } from '../testing/graph-of.js';
import { phases } from '../testing/named-graphs.js';
import { holds } from './holds.js';
import { listSchedule } from './list-schedule.js';
import { identicalWorkers, type SchedulingProblem } from './problem/scheduling-problem.js';
import { validateSchedule } from './validate-schedule.js';

function holdsById(problem: SchedulingProblem) {
  const schedule = listSchedule(problem);
  expect(validateSchedule(problem, schedule)).toEqual([]);
  const name = (index: number) => problem.graph.ids[index]!;
  return Object.fromEntries(
    holds(problem, schedule).map((hold, task) => [name(task), hold && `${hold.kind} ${name(hold.on)}`]),
  );
}

describe('holds', () => {
  it('names what a task waits for, of several the one that ends last, and looks at milestones too', () => {
    expect(holdsById({ graph: phases, resources: [], needs: new Map() })).toEqual({
      a: undefined,
      b: undefined,
      one: 'dependency b',
      c: 'dependency one',
      d: 'dependency c',
      e: 'dependency one',
    });
  });

  it('names what the worker did before', () => {
    const graph = graphOf(nodesOf({ a: [3], b: [2], c: [1] }));

    expect(holdsById(identicalWorkers(graph, 1))).toEqual({ a: undefined, b: 'worker a', c: 'worker b' });
  });

  it('names who held the mutex', () => {
    const graph = graphOf(nodesOf({ a: [3], b: [2] }));
    const needs = new Map([0, 1].map((task) => [task, { mutexes: ['a.ts'] }]));

    expect(holdsById({ graph, resources: [], needs })).toEqual({ a: undefined, b: 'mutex a' });
  });

  it('names who gave back what was missing, not whoever took some of it', () => {
    // c needs 2 of 3: it waits for a, who took 2, though b, who took 1, ends when a does not yet
    const graph = graphOf(nodesOf({ a: [5], b: [6], c: [1] }));
    const needs = new Map([2, 1, 2].map((amount, task) => [task, { demands: [{ resource: 'agents', amount }] }]));
    const problem = { graph, resources: [{ name: 'agents', capacity: 3 }], needs };

    expect(holdsById(problem)).toEqual({ a: undefined, b: undefined, c: 'resource a' });
    expect(holdsById({ ...problem, resources: [{ name: 'agents', capacity: 9 }] })['c']).toBeUndefined();
  });

  it('names nobody for a resource of which a task takes nothing', () => {
    const needs = new Map([1, 1, 0].map((amount, task) => [task, { demands: [{ resource: 'agents', amount }] }]));
    const problem = { graph: graphOf(nodesOf({ a: [2], b: [2], c: [1, 'a'] })), resources: [], needs };
    const schedule = listSchedule({ ...problem, needs: new Map() });
    // The document may ask for less than has been taken.
    const changed = {
      ...problem,
      graph: graphOf(nodesOf({ a: [2], b: [2], c: [1] })),
      resources: [{ name: 'agents', capacity: 1 }],
    };

    expect(holds(changed, schedule)[2]).toBeUndefined();
  });
});
