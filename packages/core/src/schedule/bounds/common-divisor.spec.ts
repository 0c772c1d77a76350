import { commonDivisor } from './common-divisor.js';

describe('commonDivisor', () => {
  it.each([
    [[12, 18, 30], 6],
    [[7, 0, 21], 7],
    [[0, 5], 5],
    [[4, 9], 1],
    [[3_600_000, 5_400_000], 1_800_000],
    [[0, 0], 0],
    [[], 0],
  ])('of %j is %p', (values, divisor) => {
    expect(commonDivisor(values)).toBe(divisor);
  });
});
