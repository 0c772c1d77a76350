import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { schedulingProblem, type ProblemOptions, type TaskNeeds } from '../problem/scheduling-problem.js';
import { resourceLoads } from './resource-loads.js';

const graph = graphOf(nodesOf({ a: [1], b: [1], c: [1], none: [0] }));

function loadsOf(needs: readonly TaskNeeds[], options: ProblemOptions = {}) {
  const { problem } = schedulingProblem(graph, { ...options, needs: new Map(needs.entries()) });
  return resourceLoads(problem!).map(({ name, capacity, tasks, amounts }) => ({
    name,
    capacity,
    takers: Array.from(tasks, (task, position) => [graph.ids[task], amounts[position]]),
  }));
}

const agents = (amount: number) => ({ demands: [{ resource: 'agents', amount }] });
const capacity = (units: number) => [{ name: 'agents', capacity: units }];

describe('resourceLoads', () => {
  it('has the workers first, then resources, mutexes and bound workers', () => {
    const all = { ...agents(2), mutexes: ['file'], worker: 1 };
    const both = { mutexes: ['file'], worker: 1 };

    expect(loadsOf([all, agents(2), both, all], { workers: 2, resources: capacity(3) })).toEqual([
      {
        name: 'workers',
        capacity: 2,
        takers: [
          ['a', 1],
          ['b', 1],
          ['c', 1],
        ],
      },
      {
        name: 'agents',
        capacity: 1, // pairs of agents
        takers: [
          ['a', 1],
          ['b', 1],
        ],
      },
      {
        name: 'file', // and not worker 1 again, whom the same tasks need
        capacity: 1,
        takers: [
          ['a', 1],
          ['c', 1],
        ],
      },
    ]);
  });

  it('names the worker to whom tasks are bound', () => {
    expect(loadsOf([{ worker: 0 }, { worker: 0 }], { workers: 3 }).map(({ name }) => name)).toEqual(['worker 0']);
  });

  it('tells a mutex from a resource of the same name', () => {
    const needs = [{ mutexes: ['agents'] }, { mutexes: ['agents'] }, agents(1)];

    expect(loadsOf(needs, { resources: capacity(1) })).toEqual([
      {
        name: 'agents',
        capacity: 1,
        takers: [
          ['a', 1],
          ['b', 1],
        ],
      },
    ]);
  });

  it('leaves out what is never short', () => {
    expect(loadsOf([agents(2), agents(1)], { workers: 3, resources: capacity(3) })).toEqual([]);
    expect(loadsOf([{ mutexes: ['file', 'file'] }, agents(0)], { resources: capacity(0) })).toEqual([]);
  });

  it('leaves out what could not be added up exactly', () => {
    const much = { ...graph, durations: graph.durations.map((duration) => duration * 1e7) };
    const memory = (amount: number): TaskNeeds => ({ demands: [{ resource: 'memory', amount }] });
    const loads = (units: number) =>
      resourceLoads({
        graph: much,
        resources: [{ name: 'memory', capacity: units }],
        needs: new Map([
          [0, memory(units)],
          [1, memory(units - 1)],
        ]),
      });

    expect(loads(2 ** 28)).toHaveLength(1);
    expect(loads(2 ** 31 - 1)).toHaveLength(0);
  });
});
