import { crossover, type Crossing } from './crossover.js';
import type { Individual } from './passes.js';

const durations = Float64Array.of(2, 2, 2, 2, 2);
const individual = (...start: number[]): Individual => ({ start: Float64Array.from(start), makespan: 10, fitness: 10 });
const father = individual(0, 2, 4, 6, 8);
const mother = individual(8, 6, 4, 2, 0);
const orderOf = (keys: Float64Array) => [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!);

/** Never mutates; the numbers are drawn in turn for the peak's length and its places. */
function drawing(...numbers: readonly number[]): Crossing {
  let drawn = 0;
  return {
    durations,
    shares: Float64Array.of(0, 0, 9, 0, 0), // all the work is done by the task in the middle
    settings: { mutationRate: 0, mutationWidth: 0 },
    random: () => numbers[drawn++] ?? 0,
  };
}

describe('crossover', () => {
  it("keeps the father's busiest stretch, and the mother's order before and after it", () => {
    //   father: 0 1 [2] 3 4, mother: 4 3 2 1 0; before the peak 1 0, behind it 4 3
    expect(orderOf(crossover([father, mother], drawing(0.5, 0, 0.45), false))).toEqual([1, 0, 2, 4, 3]);
  });

  it('orders from the end, by finish, for a backward pass', () => {
    expect(orderOf(crossover([father, mother], drawing(0.5, 0, 0.667), true))).toEqual([3, 4, 2, 0, 1]);
  });

  it('moves as many keys as it is told, as far as it is told', () => {
    const keysAt = (mutationRate: number) =>
      crossover(
        [father, father],
        { ...drawing(), settings: { mutationRate, mutationWidth: 0.1 }, random: () => 0.75 },
        false,
      );
    const still = keysAt(0);
    expect([...keysAt(1)].map((key, task) => key - still[task]!)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });
});
