import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { identicalWorkers } from '../problem/scheduling-problem.js';
import { capacityValues } from './capacity-values.js';

const four = graphOf(nodesOf({ a: [3], b: [3], c: [3], d: [3] }));
const needs = new Map([0, 1, 2].map((task) => [task, { demands: [{ resource: 'backend', amount: 1 }] }]));
const resources = [
  { name: 'frontend', capacity: 1 },
  { name: 'backend', capacity: 1 },
];

describe('capacityValues', () => {
  it('tells what one more of each resource and one more worker would save, the most first', () => {
    const { makespan, values } = capacityValues({ graph: four, workers: 2, resources, needs });

    expect(makespan).toBe(9);
    expect(values.map(({ resource, capacity, saved }) => [resource, capacity, saved])).toEqual([
      ['backend', 2, 3],
      [undefined, 3, 0],
      ['frontend', 2, 0],
    ]);
  });

  it('proves what it can: the bound with the one more', () => {
    expect(capacityValues(identicalWorkers(four, 1)).values).toEqual([
      {
        capacity: 2,
        saved: 6,
        makespan: 6,
        optimal: true,
        bound: expect.objectContaining({ makespan: 6 }) as unknown,
      },
    ]);
  });

  it('knows no workers where nobody needs one', () => {
    expect(capacityValues({ graph: four, resources, needs }).values.map(({ resource }) => resource)).toEqual([
      'backend',
      'frontend',
    ]);
  });

  it('leaves out a resource of which there cannot be more', () => {
    const most = [{ name: 'backend', capacity: Number.MAX_SAFE_INTEGER }];

    expect(capacityValues({ graph: four, resources: most, needs }).values).toEqual([]);
  });

  it('asks of no size what one more byte would save', () => {
    const memory = [{ name: 'backend', capacity: 2 ** 33, unit: 'byte' }] as const;

    expect(capacityValues({ graph: four, resources: memory, needs }).values).toEqual([]);
  });

  it.each([-1, 1.5, NaN])('refuses %d evaluations', (evaluations) => {
    expect(() => capacityValues(identicalWorkers(four, 1), { evaluations })).toThrow('evaluations');
  });

  it('refuses a budget that is no number of schedules', () => {
    expect(() => capacityValues(identicalWorkers(four, 1), { budget: NaN })).toThrow('budget');
  });
});
