import fc from 'fast-check';
import { PriorityQueue } from './priority-queue.js';

function drain(queue: PriorityQueue): number[] {
  const drained = [];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) drained.push(index);
  return drained;
}

describe('PriorityQueue', () => {
  it('gives the smallest key first, of equal keys the smallest rank', () => {
    const queue = new PriorityQueue(Float64Array.of(3, 1, 1), Int32Array.of(0, 2, 1));
    for (const index of [0, 1, 2]) queue.push(index);

    expect(queue.peek()).toBe(2);
    expect(drain(queue)).toEqual([2, 1, 0]);
    expect(queue.peek()).toBeUndefined();
  });

  it('drains sorted, whatever went in in whichever order', () => {
    const input = fc
      .array(fc.integer({ min: -3, max: 3 }), { maxLength: 60 })
      .chain((keys) =>
        fc.tuple(
          fc.constant(keys),
          ...[0, 1].map(() => fc.shuffledSubarray([...keys.keys()], { minLength: keys.length })),
        ),
      );
    fc.assert(
      fc.property(input, ([keys, ranks, order]) => {
        const queue = new PriorityQueue(Float64Array.from(keys), Int32Array.from(ranks!));
        for (const index of order!) queue.push(index);

        expect(queue.size).toBe(keys.length);
        expect(drain(queue)).toEqual([...keys.keys()].sort((a, b) => keys[a]! - keys[b]! || ranks![a]! - ranks![b]!));
      }),
      { numRuns: 500 },
    );
  });

  it('behaves like a sorted list when pushes and pops alternate', () => {
    const steps = fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 80 });
    fc.assert(
      fc.property(steps, (given) => {
        const keys = Float64Array.from(given, (key) => key ?? 0);
        const queue = new PriorityQueue(keys, Int32Array.from(keys.keys()));
        const model: number[] = [];
        for (const [index, key] of given.entries()) {
          if (key === null) {
            expect(queue.pop()).toBe(model.shift());
            continue;
          }
          queue.push(index);
          model.push(index);
          model.sort((a, b) => keys[a]! - keys[b]! || a - b);
        }
        expect(drain(queue)).toEqual(model);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses more indices than it has keys, and ranks that do not match', () => {
    const queue = new PriorityQueue(Float64Array.of(1), Int32Array.of(0));
    queue.push(0);

    expect(() => {
      queue.push(0);
    }).toThrow(RangeError);
    expect(() => new PriorityQueue(Float64Array.of(1), Int32Array.of())).toThrow('ranks must have 1 entries, got 0');
  });
});
