import { sourceText } from '../source/source-text.js';
import { freeIds } from '../order/free-id.js';
import { sectionOrder, type OrderedLeaf } from './section-order.js';
import type { Section } from './sections.js';

const span = sourceText('a.md', 'a').spanAt(0, 1);

function order(leaves: readonly (Partial<OrderedLeaf> & { readonly id: string })[], titles: readonly string[] = []) {
  const sections = titles.map((id): Section => ({ kind: 'phase', id, title: id, span }));
  const { of, groups, moved } = sectionOrder({
    leaves: leaves.map((leaf) => ({ span, optional: false, section: 0, waits: 'all', prerequisites: [], ...leaf })),
    parents: [],
    sections,
    groupId: freeIds(leaves.map(({ id }) => id)),
  });
  const edges = leaves.map(({ id }) => [id, (of.get(id) ?? []).map(({ on, origin }) => `${on} ${origin}`)]);
  const made = groups.map(({ id, members, dependencies }) => [id, members, dependencies.map(({ on }) => on)]);
  return { edges: Object.fromEntries(edges) as Record<string, string[]>, made, moved };
}

describe('sectionOrder', () => {
  it('hands what a section waits for to its members through its group', () => {
    const leaves = [{ id: 'a' }, { id: 'b' }, { id: 'c', section: 1 }, { id: 'd', section: 1, optional: true }];
    const { edges, made } = order(leaves, ['one', 'two']);
    expect(edges).toEqual({ a: [], b: ['a order'], c: [], d: ['c order'] });
    expect(made).toEqual([
      ['one', ['a', 'b'], []],
      ['two', ['c'], ['one']],
    ]);
  });

  it('hands nothing to a member that waits for what it states only, and lets the next section wait for both', () => {
    const leaves = [
      { id: 'a' },
      { id: 'b', section: 1, waits: 'stated' as const },
      { id: 'c', section: 2 },
      { id: 'd', section: 2, waits: 'stated' as const },
    ];
    const { edges, made } = order(leaves, ['one', 'two', 'three']);
    expect(edges).toEqual({ a: [], b: [], c: ['one phase', 'two phase'], d: [] });
    expect(made.map(([id, , on]) => [id, on])).toEqual([
      ['one', []],
      ['two', []],
      ['three', []],
    ]);
  });

  it('plans a leaf that waits for a later section there', () => {
    const { edges, moved } = order([{ id: 'a', prerequisites: ['b'] }, { id: 'b', section: 1 }, { id: 'c' }]);
    expect(moved).toEqual([{ id: 'a', on: 'b' }]);
    expect(edges).toEqual({ a: ['b order'], b: ['c phase'], c: [] });
  });

  it('lets a section of many free leaves be waited for through one joint', () => {
    const free = Array.from({ length: 50 }, (_, i) => ({ id: `f${i}`, waits: 'sections' as const }));
    const next = Array.from({ length: 50 }, (_, i) => ({ id: `g${i}`, section: 1, waits: 'sections' as const }));
    const { edges, made } = order([...free, ...next]);
    expect(edges['g49']).toEqual(['before-g0 phase']);
    expect(made).toHaveLength(1);
  });

  it('keeps the steps of a group in order, an explicit one against it aside', () => {
    const step = { section: 1, waits: 'sections', stepsOf: 'g' } as const;
    const { edges } = order([{ id: 'a' }, { id: 'b', ...step, prerequisites: ['c'] }, { id: 'c', ...step }]);
    expect(edges).toEqual({ a: [], b: ['a phase', 'c order'], c: ['a phase'] });
  });
});
