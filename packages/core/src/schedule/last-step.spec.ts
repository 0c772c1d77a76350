import { lastStep } from './last-step.js';

describe('lastStep', () => {
  it.each([
    [-1, -1],
    [0, 0],
    [1, 0],
    [2, 1],
    [6.5, 1],
    [7, 2],
    [99, 2],
  ])('of 0, 2 and 7 at %d is %d', (time, step) => {
    expect(lastStep([0, 2, 7], time)).toBe(step);
  });

  it('is -1 where nothing is', () => {
    expect(lastStep([], 5)).toBe(-1);
  });
});
