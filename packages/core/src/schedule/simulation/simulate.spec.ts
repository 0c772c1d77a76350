import {
  chanceLarger,
  chanceOf,
  inParallel,
  inSeries,
  meanAndVariance,
  quantile,
  uniform,
} from '../../testing/discrete-distribution.js';
import { graphOf, nodesOf, snapshotOf } from '../../testing/graph-of.js';
import { phases } from '../../testing/named-graphs.js';
import { randomGraph } from '../../testing/random-graph.js';
import { seriesParallelPlan } from '../../testing/series-parallel.js';
import { listSchedule } from '../list-schedule.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import type { DurationDistribution } from './duration-distribution.js';
import { chanceBy } from './finish-distribution.js';
import { simulate } from './simulate.js';

const UNLIMITED = 1000;
const RUNS = 10_000;

/** What could still be chance: four standard errors of a share of all runs. */
const within = (chance: number) => 4 * Math.sqrt(Math.max(0, chance * (1 - chance)) / RUNS) + 1e-9;

/** Samples by task id. */
function sampled(problem: SchedulingProblem, samples: Readonly<Record<string, readonly number[]>>) {
  const byTask = Object.entries(samples).map(([id, samplesMs]): [number, DurationDistribution] => [
    problem.graph.indexOf.get(id)!,
    { kind: 'samples', samplesMs },
  ]);
  return { distributions: new Map(byTask), runs: RUNS };
}

const criticalityOf = ({ graph }: SchedulingProblem, criticality: Float64Array) =>
  Object.fromEntries(graph.ids.map((id, task) => [id, criticality[task]!]));

describe('simulate', () => {
  it('finds the exact distribution of plans made of tasks in series and side by side', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { graph, distributions, finish: exact } = seriesParallelPlan(seed, 2 + (seed % 14));
      const { finish, runs } = simulate(identicalWorkers(graph, UNLIMITED), { distributions, runs: RUNS, seed });
      for (const value of exact.keys()) {
        const chance = chanceOf(exact, value);
        expect(Math.abs(chanceBy(finish, value) - chance)).toBeLessThanOrEqual(within(chance));
      }
      const { mean, variance } = meanAndVariance(exact);
      expect(Math.abs(finish.meanMs - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / runs) + 0.5); // rounded
    }
  });

  it('leaves out what uncertainty costs where that is not wanted, and is the same otherwise', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [10], b: [10, 'a'] })), 1);
    const asked = { distributions: new Map([[0, { kind: 'lognormal', medianMs: 10_000, p90Ms: 30_000 } as const]]) };
    const whole = simulate(problem, { ...asked, runs: 500 });
    expect(whole.uncertaintyCosts).toHaveLength(1);
    expect(simulate(problem, { ...asked, runs: 500, costs: false })).toEqual({ ...whole, uncertaintyCosts: [] });
  });

  it('finds the exact percentiles of a plan of two chains', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [2], b: [3, 'a'], x: [4], y: [5, 'x'] })), 2);
    const samples = { a: [10, 20, 70], b: [5, 100], x: [1, 99], y: [30, 40, 41] };
    const { finish } = simulate(problem, sampled(problem, samples));
    const exact = inParallel(
      inSeries(uniform(samples.a), uniform(samples.b)),
      inSeries(uniform(samples.x), uniform(samples.y)),
    );

    const expected = [0.5, 0.8, 0.95].map((share) => quantile(exact, share));
    expect([finish.p50Ms, finish.p80Ms, finish.p95Ms]).toEqual(expected);
    expect([finish.minMs, finish.maxMs]).toEqual([Math.min(...exact.keys()), Math.max(...exact.keys())]);
  });

  it('tells how often each branch determines the finish', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ s: [1], a: [1, 's'], b: [1, 's'], x: [1, 's'], end: ['milestone', 'b', 'x', 'a'] })), 9); // prettier-ignore
    const samples = { s: [1, 50], a: [10, 40, 70], b: [5, 15, 55, 65], x: [30, 60] };
    const { criticality } = simulate(problem, sampled(problem, samples));
    const [a, b, x] = [uniform(samples.a), uniform(samples.b), uniform(samples.x)];
    const exact = {
      ...{ s: 1, end: 0 },
      a: chanceLarger(a, inParallel(b, x)),
      b: chanceLarger(b, inParallel(a, x)),
      x: chanceLarger(x, inParallel(a, b)),
    };

    for (const [id, chance] of Object.entries(exact)) {
      expect(Math.abs(criticalityOf(problem, criticality)[id]! - chance)).toBeLessThanOrEqual(within(chance));
    }
  });

  it('tells how often each task determines the finish where workers are scarce', () => {
    // b waits for whichever of a and c ends first; the plan ends with b, or with the other of them.
    const problem = identicalWorkers(graphOf(nodesOf({ a: [50], c: [50], b: [10] })), 2);
    const { criticality } = simulate(problem, sampled(problem, { a: [20, 60], c: [30, 80], b: [25, 35] }));

    // a c: 20 30 → a b; 20 80 → c; 60 30 → c b if b is 35, else a; 60 80 → a b, 85 or 95.
    expect(Math.abs(criticality[0]! - (1 / 4 + 1 / 8 + 1 / 4))).toBeLessThanOrEqual(within(5 / 8));
    expect(Math.abs(criticality[1]! - (1 / 4 + 1 / 8))).toBeLessThanOrEqual(within(3 / 8));
    expect(Math.abs(criticality[2]! - (1 / 4 + 1 / 8 + 1 / 4))).toBeLessThanOrEqual(within(5 / 8));
  });

  it('tells the mean start and finish of each task', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [10], b: [7, 'a'], end: ['milestone', 'b'] })), 1);
    const { meanStartMs, meanFinishMs } = simulate(problem, sampled(problem, { a: [10, 20], b: [6, 8] }));

    expect(meanStartMs[0]).toBe(0);
    expect(Math.abs(meanFinishMs[0]! - 15)).toBeLessThan(4 * (5 / Math.sqrt(RUNS)));
    expect(meanStartMs[1]).toBeCloseTo(meanFinishMs[0]!, 9);
    expect(Math.abs(meanFinishMs[1]! - meanStartMs[1]! - 7)).toBeLessThan(4 / Math.sqrt(RUNS));
    expect([meanStartMs[2], meanFinishMs[2]]).toEqual([meanFinishMs[1], meanFinishMs[1]]);
  });

  it('tells the chance to end as planned', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [10], b: [10] })), 2);
    const { plannedMs, plannedChance } = simulate(problem, sampled(problem, { a: [10, 20], b: [10, 11] }));

    expect(plannedMs).toBe(10);
    expect(Math.abs(plannedChance - 1 / 4)).toBeLessThanOrEqual(within(1 / 4));
  });

  it('compares with the makespan of the schedule that it is given', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [10], b: [10] })), 2);
    const schedule = { ...listSchedule(identicalWorkers(problem.graph, 1)), workers: 2 };

    expect(simulate(problem, { ...sampled(problem, { a: [10, 20] }), schedule })).toMatchObject({
      plannedMs: 20,
      plannedChance: 1,
    });
  });

  it('says that it says nothing where nothing is uncertain', () => {
    const problem = identicalWorkers(phases, 2);
    const { makespan } = listSchedule(problem);

    expect(simulate(problem)).toMatchObject({
      ...{ runs: 1, uncertainTasks: 0, plannedMs: makespan, plannedChance: 1, uncertaintyCosts: [] },
      finish: { p50Ms: makespan, p80Ms: makespan, p95Ms: makespan },
    });
  });

  it('simulates a plan without tasks', () => {
    expect(simulate(identicalWorkers(graphOf([]), 3))).toMatchObject({ runs: 1, plannedMs: 0, finish: { p95Ms: 0 } });
  });

  it('is the same for the same seed, and another for another', () => {
    const problem = identicalWorkers(randomGraph(3, 60), 4);
    const distributions = new Map(Array.from(problem.graph.durations, (ms, task): [number, DurationDistribution] => [task, { kind: 'lognormal', medianMs: ms + 1, p90Ms: 2 * ms + 2 }])); // prettier-ignore
    const before = snapshotOf(problem.graph);
    const first = simulate(problem, { distributions, runs: 500 });

    expect(simulate(problem, { distributions, runs: 500 })).toEqual(first);
    expect(simulate(problem, { distributions, runs: 500, seed: 2 }).finish.finishesMs).not.toEqual(first.finish.finishesMs); // prettier-ignore
    expect(snapshotOf(problem.graph)).toBe(before);
  });

  it('begins with the same runs, however many there are', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ a: [1] })), 1);
    const options = sampled(problem, { a: [3, 5, 9] });
    const sum = (runs: number) => simulate(problem, { ...options, runs }).finish.finishesMs.reduce((a, b) => a + b, 0);

    expect([3, 5, 9]).toContain(sum(101) - sum(100));
  });

  it.each([0, -1, 1.5, NaN])('refuses %p runs', (runs) => {
    expect(() => simulate(identicalWorkers(phases, 1), { runs })).toThrow(RangeError);
  });
});
