import { milliseconds } from '../model/duration.js';
import { diamond } from '../testing/named-graphs.js';
import { makespanLowerBound, makespanUpperBound, totalWork } from './makespan-bounds.js';

const plan = { totalWork: milliseconds(100), criticalPathLength: milliseconds(30) };

describe('makespan bounds', () => {
  it('total work is the sum of durations', () => {
    expect(totalWork(diamond)).toBe(7);
  });

  it('the lower bound is the work shared evenly, rounded up, until the critical path is longer', () => {
    expect([1, 2, 3, 4].map((workers) => makespanLowerBound(plan, workers))).toEqual([100, 50, 34, 30]);
  });

  it('the upper bound is work / m + (1 − 1/m) · critical path length, rounded down', () => {
    expect([1, 2, 3].map((workers) => makespanUpperBound(plan, workers))).toEqual([100, 65, 53]);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('%p is no number of workers', (workers) => {
    const message = `workers must be a whole number of 1 or more, got ${workers}`;

    expect(() => makespanLowerBound(plan, workers)).toThrow(new RangeError(message));
    expect(() => makespanUpperBound(plan, workers)).toThrow(new RangeError(message));
  });
});
