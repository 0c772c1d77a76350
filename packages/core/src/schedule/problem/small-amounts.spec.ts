import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { optimizeSchedule } from '../search/optimize-schedule.js';
import { validateSchedule } from '../validate-schedule.js';
import type { SchedulingProblem } from './problem.js';
import { withSmallAmounts } from './small-amounts.js';

const GB = 2 ** 30;

function problemOf(capacity: number, amounts: readonly number[]): SchedulingProblem {
  const graph = graphOf(nodesOf(Object.fromEntries(amounts.map((_, task) => [`t${task}`, [1]]))));
  const needs = amounts.map((amount, task) => [task, { demands: [{ resource: 'memory', amount }] }] as const);
  return { graph, workers: 8, resources: [{ name: 'memory', capacity }], needs: new Map(needs) };
}

const makespan = (problem: SchedulingProblem): number => {
  const { schedule } = optimizeSchedule(problem);
  expect(validateSchedule(problem, schedule)).toEqual([]);
  return schedule.makespan;
};

describe('withSmallAmounts', () => {
  it('counts bytes in their greatest common divisor, so that what fits exactly still fits', () => {
    expect(makespan(problemOf(8 * GB, [2 * GB, 2 * GB, 2 * GB, 2 * GB]))).toBe(1);
    expect(makespan(problemOf(8 * GB, [2 * GB, 2 * GB, 2 * GB, 3 * GB]))).toBe(2);
  });

  it('rounds needs up where no common unit is small enough, and never above the capacity', () => {
    const most = Number.MAX_SAFE_INTEGER;

    expect(makespan(problemOf(most, [most, 1, most - 2]))).toBe(3);
    expect(makespan(problemOf(most, [(most - 1) / 2, 1, 3]))).toBe(1);
  });

  it('leaves small problems as they are', () => {
    const small = problemOf(2 ** 31 - 1, [3, 5]);

    expect(withSmallAmounts(small)).toBe(small);
  });
});
