import fc from 'fast-check';
import { groupCircles, type NestedItem } from './group-circles.js';

const none: readonly number[] = [];

describe('groupCircles', () => {
  it('tells a part that waits for its own parent', () => {
    const inCircle = groupCircles([
      { parents: none, waitsFor: none },
      { parents: [0], waitsFor: [0] },
    ]);
    expect(inCircle(1, 0)).toBe(true);
  });

  it('leaves a parent that waits for its part, and circles of tasks', () => {
    const parent = groupCircles([
      { parents: none, waitsFor: [1] },
      { parents: [0], waitsFor: none },
    ]);
    expect(parent(0, 1)).toBe(false);
    const tasks = groupCircles([
      { parents: none, waitsFor: [1] },
      { parents: none, waitsFor: [0] },
    ]);
    expect([tasks(0, 1), tasks(1, 0)]).toEqual([false, false]);
  });

  it('takes chains of a hundred thousand without overflow', () => {
    const chain = Array.from({ length: 100_000 }, (_, i): NestedItem => ({
      parents: i === 0 ? [] : [i - 1],
      waitsFor: i === 0 ? [] : [0],
    }));
    expect(groupCircles(chain)(99_999, 0)).toBe(true);
  });

  it('agrees with a search for the way back, on random nestings', () => {
    const item = (size: number) =>
      fc.record({
        parent: fc.option(fc.nat(size - 1)),
        waitsFor: fc.array(fc.nat(size - 1), { maxLength: 2 }),
      });
    const nesting = fc
      .integer({ min: 2, max: 7 })
      .chain((size) => fc.array(item(size), { minLength: size, maxLength: size }));
    fc.assert(
      fc.property(nesting, (drawn) => {
        // A parent comes before its parts, so that nothing is part of itself.
        const items = drawn.map(({ parent, waitsFor }, index): NestedItem => ({
          parents: parent !== null && parent < index ? [parent] : [],
          waitsFor,
        }));
        const inCircle = groupCircles(items);
        items.forEach(({ waitsFor }, from) => {
          for (const on of waitsFor) {
            const isParent = items.some(({ parents }) => parents.includes(on));
            expect(inCircle(from, on)).toBe(isParent && leadsTo(items, `end ${on}`, `start ${from}`));
          }
        });
      }),
    );
  });
});

/** Whether one point waits for another, by looking at every way. */
function leadsTo(items: readonly NestedItem[], from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const point of seen) {
    const [side, number] = point.split(' ');
    const index = Number(number);
    const { parents = [], waitsFor = [] } = items[index] ?? {};
    const parts = items.flatMap((item, part) => (item.parents.includes(index) ? [part] : []));
    const before =
      side === 'start'
        ? [...parents.map((parent) => `start ${parent}`), ...waitsFor.map((on) => `end ${on}`)]
        : [`start ${index}`, ...parts.map((part) => `end ${part}`)];
    for (const one of before) seen.add(one);
  }
  return seen.has(to);
}
