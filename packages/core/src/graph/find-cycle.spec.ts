import fc from 'fast-check';
import type { Adjacency } from './adjacency.js';
import { findCycles } from './find-cycle.js';

function adjacencyOf(rows: readonly (readonly number[])[]): Adjacency {
  const offsets = new Int32Array(rows.length + 1);
  for (const [node, row] of rows.entries()) offsets[node + 1] = offsets[node]! + row.length;
  return { offsets, targets: Int32Array.from(rows.flat()) };
}

const cyclesOf = (...rows: readonly (readonly number[])[]) => findCycles(adjacencyOf(rows));

describe('findCycles', () => {
  it('finds none in an acyclic graph', () => {
    expect(cyclesOf([1, 2], [2], [])).toEqual([]);
  });

  it('takes a shortest cycle through the smallest index', () => {
    //  0 → 1 → 2 → 3 → 0  and the short cut 1 → 3
    expect(cyclesOf([1], [2, 3], [3], [0])).toEqual([[0, 1, 3]]);
  });

  it('gives one cycle for each knot, by first index', () => {
    expect(cyclesOf([3], [2], [1], [0], [0, 1])).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });

  it('does not count what leads to a cycle or away from it', () => {
    expect(cyclesOf([1], [2, 3], [1], [])).toEqual([[1, 2]]);
  });

  it('follows a cycle of 100,000 tasks without recursion', () => {
    const size = 100_000;
    const rows = Array.from({ length: size }, (_, node) => [(node + 1) % size]);

    expect(findCycles(adjacencyOf(rows))[0]).toHaveLength(size);
  });

  it('finds exactly one real, shortest cycle for each strongly connected component', () => {
    const rows = fc
      .integer({ min: 1, max: 7 })
      .chain((size) =>
        fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
      )
      .map((given) => given.map((row, node) => row.filter((next) => next !== node)));
    fc.assert(
      fc.property(rows, (given) => {
        const distance = shortestDistances(given);
        const component = given.map((_, a) =>
          given.findIndex((_row, b) => a === b || (distance[a]![b]! < Infinity && distance[b]![a]! < Infinity)),
        );
        const knots = [...new Set(component)].filter(
          (first) => component.filter((label) => label === first).length > 1,
        );
        const cycles = findCycles(adjacencyOf(given));

        expect(cycles.map(([first]) => first)).toEqual(knots.sort((a, b) => a - b));
        for (const cycle of cycles) {
          expect(cycle.every((node, step) => given[node]!.includes(cycle[(step + 1) % cycle.length]!))).toBe(true);
          expect(cycle).toHaveLength(distance[cycle[0]!]![cycle[0]!]!);
        }
      }),
    );
  });
});

/** Floyd & Warshall; the distance of a node to itself is the length of its shortest cycle. */
function shortestDistances(rows: readonly (readonly number[])[]): number[][] {
  const distance = rows.map((row) => rows.map((_, to) => (row.includes(to) ? 1 : Infinity)));
  for (const via of rows.keys()) {
    for (const from of rows.keys()) {
      for (const to of rows.keys()) {
        distance[from]![to] = Math.min(distance[from]![to]!, distance[from]![via]! + distance[via]![to]!);
      }
    }
  }
  return distance;
}
