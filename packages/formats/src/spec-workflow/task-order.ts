import type { PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import { orderEdges, type Leaf, type OrderInput } from '../order/order-edges.js';
import { sequence } from '../order/sequence.js';

/** A leaf with the section that it stands in, where that section states what it waits for. */
export interface SectionLeaf extends Leaf {
  readonly section?: number | undefined;
}

/** What document order, waves and sections imply. */
export interface TaskOrder {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly groups: readonly PlanGroup[];
  readonly moved: readonly { readonly id: string; readonly on: string }[];
  /** Leaves in the order that all edges follow. */
  readonly inOrder: readonly string[];
}

/**
 * Document order or waves, as `orderEdges` has them; tasks of a section that states what it waits for follow each other
 * inside it, and wait for nothing else that order implies.
 *
 * *Complexity*: O(leaves + dependencies).
 */
export function taskOrder(input: Omit<OrderInput, 'leaves'> & { readonly leaves: readonly SectionLeaf[] }): TaskOrder {
  const order = orderEdges({
    ...input,
    leaves: input.leaves.map((leaf) => ({ ...leaf, stated: leaf.stated || leaf.section !== undefined })),
  });
  const of = new Map(order.of);
  const groups = [...order.groups];
  const leafOf = new Map(input.leaves.map((leaf) => [leaf.id, leaf]));
  const spanOf = (id: string): SourceSpan | undefined => leafOf.get(id)?.span;
  const rows = new Map<number, SectionLeaf[]>();
  for (const id of order.inOrder) {
    const leaf = leafOf.get(id);
    if (leaf?.section === undefined) continue;
    const row = rows.get(leaf.section) ?? [];
    row.push(leaf);
    rows.set(leaf.section, row);
  }
  const makeJoint = (members: readonly string[], before: string): string => {
    const id = input.groupId(`before-${before}`);
    const span = spanOf(before);
    if (span) groups.push({ id, kind: 'phase', title: `before ${before}`, span, members, dependencies: [] });
    return id;
  };
  for (const row of rows.values()) {
    const items = row.map(({ id, stated, optional }) => ({ id, waits: !stated, counts: !optional }));
    for (const [id, on] of sequence(items, makeJoint)) {
      const span = spanOf(id);
      if (!span) continue;
      const edges = on.map((other): PlanDependency => ({ on: other, origin: 'order', span }));
      of.set(id, [...(of.get(id) ?? []), ...edges]);
    }
  }
  return { ...order, of, groups };
}
