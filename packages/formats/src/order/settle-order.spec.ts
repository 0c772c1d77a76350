import fc from 'fast-check';
import { settleOrder, type OrderedItem } from './settle-order.js';

const item = (id: string, level: number | undefined, ...prerequisites: string[]): OrderedItem => ({
  id,
  level,
  prerequisites,
});
const order = (items: readonly OrderedItem[]) => settleOrder(items).map(({ id }) => id);

describe('settleOrder', () => {
  it('keeps document order where nothing speaks against it', () => {
    expect(order([item('a', 0), item('b', 0, 'a'), item('c', 0, 'a')])).toEqual(['a', 'b', 'c']);
  });

  it('puts an item right behind the later one that it waits for', () => {
    // a  b(d)  c  d  e
    expect(order([item('a', 0), item('b', 0, 'd'), item('c', 0), item('d', 0), item('e', 0)])).toEqual([
      'a',
      'c',
      'd',
      'b',
      'e',
    ]);
  });

  it('raises the level to that of a prerequisite, and says which', () => {
    expect(settleOrder([item('a', 0, 'b'), item('b', 3)])).toEqual([
      { id: 'b', level: 3 },
      { id: 'a', level: 3, raisedBy: 'b' },
    ]);
  });

  it('gives an item without level the highest before it', () => {
    expect(settleOrder([item('a', 2), item('b', 1), item('c', undefined)])[2]).toEqual({ id: 'c', level: 2 });
  });

  it('puts a group behind its last member', () => {
    const group = { id: 'g', level: -1, prerequisites: ['b', 'c'], group: true };
    expect(order([item('a', 0, 'g'), item('b', 0), item('c', 0), item('d', 0), group])).toEqual([
      'b',
      'c',
      'g',
      'a',
      'd',
    ]);
  });

  it('keeps items that wait for each other, and for themselves', () => {
    expect(order([item('a', 0, 'b'), item('b', 0, 'a'), item('c', 0, 'c'), item('d', 0, 'nowhere')])).toEqual([
      'c',
      'd',
      'a',
      'b',
    ]);
  });

  it('never puts an item, or its level, before a prerequisite in an acyclic document', () => {
    const documents = fc
      .uniqueArray(fc.nat(30), { minLength: 1 })
      .chain((ranks) =>
        fc.array(fc.record({ from: fc.nat(30), to: fc.nat(30), level: fc.nat(4) })).map((edges) => ({ ranks, edges })),
      );
    fc.assert(
      fc.property(documents, ({ ranks, edges }) => {
        // Edges lead from higher to lower rank: no cycle, in any document order.
        const items = ranks.map((rank, i) =>
          item(
            `n${rank}`,
            edges[i]?.level ?? 0,
            ...edges.filter((e) => e.from === rank && e.to < rank).map((e) => `n${e.to}`),
          ),
        );
        const settled = settleOrder(items);
        const at = new Map(settled.map((found, index) => [found.id, { index, level: found.level }]));
        expect(settled).toHaveLength(items.length);
        for (const { id, prerequisites } of items) {
          for (const on of prerequisites.filter((each) => at.has(each))) {
            expect(at.get(on)!.index).toBeLessThan(at.get(id)!.index);
            expect(at.get(on)!.level).toBeLessThanOrEqual(at.get(id)!.level);
          }
        }
      }),
    );
  });
});
