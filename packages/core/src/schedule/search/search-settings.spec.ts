import { defaultBudget } from './default-budget.js';
import { searchSettings } from './search-settings.js';

describe('searchSettings', () => {
  it.each([
    [120, 4, 1_000, 30, 6],
    [120, 4, 5_000, 100, 20],
    [30, 4, 1_000, 74, 15],
    [30, 4, 5_000, 100, 20],
    [120, 1, 5_000, 130, 26],
    [1_000, 4, 40, 4, 4],
  ])(
    'of %d tasks, %d resources and %d schedules have a population of %d, at last %d',
    (tasks, resources, budget, ...sizes) => {
      const { population, lastPopulation } = searchSettings({ tasks, resources, budget });
      expect([population, lastPopulation]).toEqual(sizes);
    },
  );

  it('never spend more than a few samples for each place, and at least one', () => {
    for (const budget of [40, 200, 1_000, 5_000, 100_000]) {
      const { samples, population } = searchSettings({ tasks: 100, resources: 1, budget });
      expect(samples).toBeGreaterThanOrEqual(population);
      expect(samples).toBeLessThanOrEqual(6 * population);
    }
  });

  it('change fewer keys, and less, the more tasks there are', () => {
    const [small, large] = [30, 300].map((tasks) => searchSettings({ tasks, resources: 1, budget: 1_000 }));
    expect(large!.mutationRate).toBeLessThan(small!.mutationRate);
    expect(large!.mutationWidth).toBeLessThan(small!.mutationWidth);
    expect(large!.sampleWidth).toBeLessThan(small!.sampleWidth);
  });
});

describe('defaultBudget', () => {
  it.each([
    [0, 2_000],
    [50, 2_000],
    [1_000, 199],
    [10_000, 19],
    [100_000, 1],
    [1_000_000, 1],
  ])('of %d tasks is %d schedules', (size, budget) => {
    expect(defaultBudget(size)).toBe(budget);
  });
});
