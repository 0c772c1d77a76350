import fc from 'fast-check';
import { graphOf, idsOf, nodesOf, snapshotOf } from '../../testing/graph-of.js';
import { diamond, phases, twins } from '../../testing/named-graphs.js';
import { bruteLevels } from '../../testing/brute-force.js';
import { smallGraph } from '../../testing/small-graph.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { halvingValues } from './halving-values.js';

const unlimited = (graph: TaskGraph): SchedulingProblem => ({ graph, resources: [], needs: new Map() });
const savedById = (problem: SchedulingProblem) =>
  halvingValues(problem).values.map(({ task, saved }) => [problem.graph.ids[task], saved]);

describe('halvingValues', () => {
  it('tells what each task on the only critical path saves, the most first', () => {
    expect(savedById(unlimited(phases))).toEqual([
      ['b', 2],
      ['c', 1],
    ]);
  });

  it('knows that halving one of two critical paths saves nothing', () => {
    expect(savedById(unlimited(twins))).toEqual([['s', 1]]); // not x, not y, and t takes 1 ms already
  });

  it('never schedules tasks with slack where the critical path is the limit', () => {
    const values = halvingValues(unlimited(diamond));

    expect(values.candidates).toBe(2); // a and b; d takes 1 ms already
    expect(values.evaluated).toBe(2);
  });

  it('finds what scarce workers and resources make worth it', () => {
    const graph = graphOf(nodesOf({ a: [4], b: [10], c: [6] }));
    const needs = new Map([0, 2].map((task) => [task, { demands: [{ resource: 'licence', amount: 1 }] }]));

    expect(savedById({ graph, resources: [{ name: 'licence', capacity: 1 }], needs })).toEqual([]); // two paths of 10
    expect(savedById(identicalWorkers(graph, 1))).toEqual([
      ['b', 5],
      ['c', 3],
      ['a', 2],
    ]);
  });

  it('says how many it could not afford to schedule', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [4], b: [10], c: [6] })), 1);

    expect(halvingValues(problem, { evaluations: 2 })).toMatchObject({ candidates: 3, evaluated: 2 });
  });

  it('does not ask about a task that runs already', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [4], b: [10] })), 1);
    const needs = new Map([[1, { worker: 0, running: true }]]);

    expect(savedById({ ...problem, needs })).toEqual([['a', 2]]);
  });

  it('is exact with unlimited workers', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const { makespan, values } = halvingValues(unlimited(graph));
        const saved = new Map(values.map((value) => [value.task, value.saved]));
        const { length } = bruteLevels(graph);
        expect(makespan).toBe(length);
        for (let task = 0; task < graph.size; task++) {
          const durations = graph.durations.with(task, Math.ceil(graph.durations[task]! / 2));
          expect(saved.get(task) ?? 0).toBe(length - bruteLevels({ ...graph, durations }).length);
        }
      }),
    );
  });

  it('saves at most what the task takes less, and leaves its input alone', () => {
    fc.assert(
      fc.property(smallGraph, fc.integer({ min: 1, max: 3 }), (graph, workers) => {
        const before = snapshotOf(graph);
        const { values, makespan } = halvingValues(identicalWorkers(graph, workers));
        for (const value of values) {
          expect(value.saved).toBe(makespan - value.makespan);
          expect(value.saved).toBeLessThanOrEqual(Math.floor(graph.durations[value.task]! / 2));
        }
        expect(snapshotOf(graph)).toBe(before);
        expect(
          new Set(
            idsOf(
              graph,
              values.map(({ task }) => task),
            ),
          ).size,
        ).toBe(values.length);
      }),
    );
  });

  it('never tells more than half of the task, even where the whole problem is scheduled badly', () => {
    const graph = graphOf(nodesOf({ a: [2, 'd'], b: [5], c: [2, 'd'], d: [1] }));
    const needs = new Map([
      [2, { worker: 0 }],
      [3, { worker: 1 }],
    ]);
    const { values } = halvingValues({ graph, workers: 2, resources: [], needs }, { budget: 1 });

    expect(values.filter(({ task }) => task === 2)).toEqual([{ task: 2, saved: 1, makespan: 7 }]);
  });
});
