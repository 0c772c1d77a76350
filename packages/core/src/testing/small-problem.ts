import fc from 'fast-check';
import { schedulingProblem, type SchedulingProblem, type TaskNeeds } from '../schedule/problem/scheduling-problem.js';
import { smallGraph } from './small-graph.js';

const MAX_SIZE = 7;
const RESOURCES = ['agents', 'memory'] as const;
const MUTEXES = ['file', 'port'] as const;

/** What one task may need; numbers stand for choices, so that they fit any problem. */
const wish = fc.record({
  amounts: fc.tuple(fc.nat(5), fc.nat(5)),
  mutexes: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...MUTEXES]) }),
  worker: fc.option(fc.nat(2), { freq: 4 }),
});

/**
 * Any problem of up to 7 nodes that can be scheduled: 1 to 3 workers or none, up to two resources, mutexes, tasks that are
 * bound to workers, and now and then one that runs already.
 */
export const smallProblem: fc.Arbitrary<SchedulingProblem> = fc
  .record({
    graph: smallGraph.filter(({ size }) => size <= MAX_SIZE),
    workers: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 4 }),
    capacities: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: RESOURCES.length }),
    wishes: fc.array(wish, { minLength: MAX_SIZE, maxLength: MAX_SIZE }),
    runs: fc.option(fc.nat(MAX_SIZE), { freq: 2 }),
  })
  .map(({ graph, workers, capacities, wishes, runs }) => {
    const resources = capacities.map((capacity, index) => ({ name: RESOURCES[index]!, capacity }));
    const { offsets } = graph.predecessors;
    const sources = [...graph.ids.keys()].filter((task) => offsets[task] === offsets[task + 1]);
    const needs = graph.ids.map((_, task): readonly [number, TaskNeeds] => {
      const { amounts, mutexes, worker } = wishes[task]!;
      const demands = resources.map(({ name, capacity }, index) => ({
        resource: name,
        amount: amounts[index]! % (capacity + 1),
      }));
      const running = runs !== null && task === sources[runs];
      const bound = workers !== undefined && (worker !== null || running) ? { worker: (worker ?? 0) % workers } : {};
      return [task, { demands, mutexes, ...bound, ...(running ? { running } : {}) }];
    });
    const { problem, diagnostics } = schedulingProblem(graph, { workers, resources, needs: new Map(needs) });
    if (!problem) throw new Error(`no sound problem: ${JSON.stringify(diagnostics)}`);
    return problem;
  });
