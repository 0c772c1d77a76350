import { weightedMedian, weightedQuantile } from './weighted-quantile.js';

const equal = (...values: readonly number[]) => values.map((value) => ({ value, weight: 1 }));

it('the quantiles of equal weights are Hazen’s', () => {
  const items = equal(10, 40, 20, 30);
  expect([0, 0.125, 0.25, 0.5, 0.75, 0.875, 1].map((q) => weightedQuantile(items, q))).toEqual([
    10, 10, 15, 25, 35, 40, 40,
  ]);
});

it('a value that weighs twice counts as two of them', () => {
  const items = [...equal(0), { value: 100, weight: 2 }];
  // Middles of the shares: 0 at 0.5, 100 at 2; half of the weight is 1.5.
  expect(weightedQuantile(items, 0.5)).toBeCloseTo(66.67, 2);
});

it('the weighted median is one of the values: that of the heavier group', () => {
  expect(weightedMedian([...equal(1, 2), { value: 100, weight: 2.1 }])).toBe(100);
  expect(weightedMedian([...equal(1, 2), { value: 100, weight: 1.9 }])).toBe(2);
});

it('there is none without values', () => {
  expect([weightedQuantile([], 0.5), weightedMedian([])]).toEqual([undefined, undefined]);
});
