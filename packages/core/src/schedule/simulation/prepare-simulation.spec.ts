import fc from 'fast-check';
import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { graham, phases } from '../../testing/named-graphs.js';
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

const planned = (problem: SchedulingProblem) => simulatedRuns(problem, {}, { end: 1 })[0]!;

function expectValid({ problem, schedule, chain }: SimulatedRun): void {
  expect(validateSchedule(problem, schedule)).toEqual([]);
  // The chain is unbroken: it begins at 0, each task starts the moment the one before it ends, and the last ends last.
  let now = 0;
  for (const task of chain) {
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

  it('executes large plans just so, on any number of workers', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      for (const workers of [1, 3, 8, 1000]) {
        const problem = identicalWorkers(randomGraph(seed, 300), workers);
        expect(planned(problem).schedule).toEqual(listSchedule(problem));
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

  it('makes a valid schedule in each run of a large plan', () => {
    for (const seed of [1, 2, 3]) {
      const graph = randomGraph(seed, 200);
      const needs = new Map(graph.ids.map((_, task) => [task, { mutexes: [`file ${task % 17}`], demands: [{ resource: 'agents', amount: task % 3 }] }])); // prettier-ignore
      const { problem } = schedulingProblem(graph, { workers: 6, resources: [{ name: 'agents', capacity: 4 }], needs });
      for (const all of [identicalWorkers(graph, 5), identicalWorkers(graph, 200), problem!]) {
        for (const run of simulatedRuns(all, { distributions: spread(all) }, { end: 5 })) expectValid(run);
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

  it.each([
    ['a dependency', identicalWorkers(phases, 9), ['b', 'c', 'd']],
    ['a worker', identicalWorkers(graphOf(nodesOf({ a: [4], b: [3], c: [2] })), 2), ['b', 'c']],
    [
      'a mutex',
      schedulingProblem(graphOf(nodesOf({ a: [4], b: [3], c: [2] })), {
        needs: new Map([['a', 'file'], ['b', ''], ['c', 'file']].map(([, name], task) => [task, { mutexes: [name!] }])), // prettier-ignore
      }).problem!,
      ['a', 'c'],
    ],
    [
      'a worker to whom it is bound',
      schedulingProblem(graphOf(nodesOf({ a: [4], b: [3], c: [2] })), {
        workers: 3,
        needs: new Map([0, 2].map((task) => [task, { worker: 1 }])),
      }).problem!,
      ['a', 'c'],
    ],
  ])('follows the chain through %s', (_, problem, expected) => {
    expect(planned(problem).chain.map((task) => problem.graph.ids[task])).toEqual(expected);
  });

  it('refuses a schedule of other tasks', () => {
    const schedule = listSchedule(identicalWorkers(phases, 1));
    expect(() => simulatedRuns(identicalWorkers(graham, 1), { schedule }, { end: 1 })).toThrow(RangeError);
  });
});
