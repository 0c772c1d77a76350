import { inverseNormal } from './inverse-normal.js';

describe('inverseNormal', () => {
  // Published quantiles of the standard normal distribution.
  it.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [0.999999, 4.753424308822899],
  ])('at %p is %p', (probability, expected) => {
    expect(Math.abs(inverseNormal(probability) - expected)).toBeLessThan(1e-8);
    expect(Math.abs(inverseNormal(1 - probability) + expected)).toBeLessThan(1e-8);
  });

  it('rises without a step where the formulas meet', () => {
    const around = [0.02424, 0.0242499999, 0.02425, 0.0242500001, 0.02426].map(inverseNormal);
    for (let i = 1; i < around.length; i++) expect(around[i]).toBeGreaterThan(around[i - 1]!);
    expect(around[3]! - around[1]!).toBeLessThan(1e-7);
  });

  it('has no end on either side', () => {
    expect([inverseNormal(0), inverseNormal(1)]).toEqual([-Infinity, Infinity]);
  });
});
