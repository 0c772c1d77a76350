import fc from 'fast-check';
import type { TaskGraph } from '../../graph/task-graph.js';
import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { graham, phases, twins } from '../../testing/named-graphs.js';
import { randomGraph } from '../../testing/random-graph.js';
import { simulatedRuns, type SimulatedRun } from '../../testing/simulated-run.js';
import { smallProblem } from '../../testing/small-problem.js';
import { listSchedule } from '../list-schedule.js';
import { identicalWorkers, schedulingProblem, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { seededRandom } from '../seeded-random.js';
import { validateSchedule } from '../validate-schedule.js';
import type { DurationDistribution } from './duration-distribution.js';

/** Every task may take between half and three times its planned duration, some in few steps, so that tasks end together. */
function spread({ graph }: SchedulingProblem, seed = 1): ReadonlyMap<number, DurationDistribution> {
  const random = seededRandom(seed);
  const distributions = Array.from(graph.durations.entries(), ([task, ms]): [number, DurationDistribution] => {
    const times = { optimisticMs: ms / 2, likelyMs: ms, pessimisticMs: 3 * ms };
    return [task, random() < 0.5 ? { kind: 'samples', samplesMs: [ms, ms + 1, 2 * ms] } : { kind: 'pert', ...times }];
  });
  return new Map(distributions);
}

/** Every task writes one of 17 files, two of three need agents. */
function withRoles(graph: TaskGraph, workers?: number): SchedulingProblem {
  const needs = graph.ids.map((_, task) => ({
    mutexes: [`file ${task % 17}`],
    demands: [{ resource: 'agents', amount: task % 3 }],
  }));
  const resources = [{ name: 'agents', capacity: 4 }];
  return schedulingProblem(graph, { workers, resources, needs: new Map(needs.entries()) }).problem!;
}

const planned = (problem: SchedulingProblem) => simulatedRuns(problem, {}, { end: 1 })[0]!;

function expectValid({ problem, schedule, chain }: SimulatedRun): void {
  expect(validateSchedule(problem, schedule)).toEqual([]);
  // The chain is unbroken: it begins at 0, each task starts the moment the one before it ends, and the last ends last.
  let now = 0;
  for (const task of chain) {
    expect(problem.graph.isMilestone[task]).toBe(0);
    expect(schedule.start[task]).toBe(now);
    now = schedule.finish[task]!;
  }
  expect(now).toBe(schedule.makespan);
}

describe('prepareSimulation', () => {
  it('executes a plan with its planned durations just as the list schedule has it', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const { start, makespan } = listSchedule(problem);
        expect(planned(problem).schedule).toMatchObject({ start, makespan });
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it('executes large plans just so, on any number of workers, with resources and files', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const graph = randomGraph(seed, 300);
      const identical = [1, 3, 8, 1000].map((workers) => identicalWorkers(graph, workers));
      for (const problem of [...identical, withRoles(graph, 6), withRoles(graph)]) {
        const { start, makespan } = listSchedule(problem);
        expect(planned(problem).schedule).toMatchObject({ start, makespan });
      }
    }
  });

  it('makes a valid schedule in each run, whatever is scarce', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        for (const run of simulatedRuns(problem, { distributions: spread(problem) }, { end: 5 })) expectValid(run);
      }),
      { numRuns: 400, seed: 2 },
    );
  });

  it('follows the chain of each run, and never who gave something back in an earlier one', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const distributions = new Map(
          Array.from(problem.graph.durations.entries(), ([task, ms]) => [
            task,
            { kind: 'samples', samplesMs: [ms, ms + 1] } as const,
          ]),
        );
        for (const run of simulatedRuns(problem, { distributions }, { end: 40 })) expectValid(run);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('makes a valid schedule in each run of a large plan', () => {
    for (const seed of [1, 2, 3]) {
      const graph = randomGraph(seed, 200);
      for (const problem of [identicalWorkers(graph, 5), identicalWorkers(graph, 200), withRoles(graph, 6)]) {
        for (const run of simulatedRuns(problem, { distributions: spread(problem) }, { end: 5 })) expectValid(run);
      }
    }
  });

  it('never leaves a worker free while a task is ready', () => {
    const problem = identicalWorkers(graham, 2);
    for (const { schedule, problem: run } of simulatedRuns(problem, { distributions: spread(problem) }, { end: 50 })) {
      const busyAt = (time: number) => schedule.start.filter((start, task) => start <= time && time < schedule.finish[task]!).length; // prettier-ignore
      for (const [task, start] of schedule.start.entries()) {
        const { offsets, targets } = run.graph.predecessors;
        const before = targets.subarray(offsets[task], offsets[task + 1]);
        const ready = Math.max(0, ...before.map((other) => schedule.finish[other]!));
        for (const time of schedule.finish) if (ready <= time && time < start) expect(busyAt(time)).toBe(2);
      }
    }
  });

  it('gives tasks out in the order of a schedule', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [1], b: [2], c: [3] })), 1);
    const schedule = { ...listSchedule(problem), start: Float64Array.of(0, 3, 1) };

    expect([...planned(problem).schedule.start]).toEqual([5, 3, 0]);
    expect([...simulatedRuns(problem, { schedule }, { end: 1 })[0]!.schedule.start]).toEqual([0, 4, 1]);
  });

  it('starts what runs already at 0, before anything of higher priority', () => {
    const graph = graphOf(nodesOf({ long: [9], running: [2] }));
    const { problem } = schedulingProblem(graph, { workers: 1, needs: new Map([[1, { running: true, worker: 0 }]]) });

    expect([...planned(problem!).schedule.start]).toEqual([2, 0]);
  });

  const three = graphOf(nodesOf({ a: [4], b: [3], c: [2] }));
  const files = (graph: TaskGraph, ...names: string[]) =>
    schedulingProblem(graph, { needs: new Map(names.map((name) => ({ mutexes: [name] })).entries()) }).problem!;
  const boundTo = (graph: TaskGraph, workers: number, numbers: ReadonlyMap<number, number>) =>
    schedulingProblem(graph, {
      workers,
      needs: new Map(Array.from(numbers, ([task, worker]) => [task, { worker }])),
    }).problem!;

  it.each([
    ['a dependency', identicalWorkers(phases, 9), ['b', 'c', 'd']],
    ['a dependency behind a milestone', identicalWorkers(phases, 2), ['b', 'c', 'd']],
    ['the dependency that it names first, of two that end together', identicalWorkers(twins, 9), ['s', 'x', 't']],
    ['a worker', identicalWorkers(three, 2), ['b', 'c']],
    ['a mutex', files(three, 'file', 'other', 'file'), ['a', 'c']],
    ['a worker to whom it is bound', boundTo(three, 3, new Map([[0, 1], [2, 1]])), ['a', 'c']], // prettier-ignore
  ])('follows the chain through %s', (_, problem, expected) => {
    expect(planned(problem).chain.map((task) => problem.graph.ids[task])).toEqual(expected);
  });

  it.each([
    ['a', files(graphOf(nodesOf({ a: [4], b: [4], c: [2] })), 'file', 'other', 'file')],
    ['b', files(graphOf(nodesOf({ a: [4], b: [4], c: [2] })), 'other', 'file', 'file')],
  ])('tells who gave back what was missing from who just ended then (%s)', (giver, problem) => {
    expect(planned(problem).chain.map((task) => problem.graph.ids[task])).toEqual([giver, 'c']);
  });

  it('follows the chain through who had taken the worker to whom a task is bound', () => {
    // x is bound to 2, c to 0, y to 1; a takes 0, where the least own work is planned. Both x and a end at 4.
    const graph = graphOf(nodesOf({ x: [4], a: [4], c: [1], y: [9, 'a'] }));
    const problem = boundTo(graph, 3, new Map([[0, 2], [2, 0], [3, 1]])); // prettier-ignore
    const schedule = { ...listSchedule(problem), start: Float64Array.of(0, 1, 2, 3) };
    const distributions = new Map([[2, { kind: 'fixed', ms: 50 } as const]]);
    const [run] = simulatedRuns(problem, { schedule, distributions }, { end: 1 });

    expect(run!.chain.map((task) => graph.ids[task])).toEqual(['a', 'c']);
  });

  it('refuses a schedule of other tasks', () => {
    const schedule = listSchedule(identicalWorkers(phases, 1));
    expect(() => simulatedRuns(identicalWorkers(graham, 1), { schedule }, { end: 1 })).toThrow(RangeError);
  });
});
