import type { EdgeOrigin, PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import { sequence } from './sequence.js';
import { settleOrder, type SettledItem } from './settle-order.js';

/** What one wave waits for as a whole. */
export interface WavePlan {
  readonly title: string;
  readonly span: SourceSpan;
  /** Indices of earlier waves. */
  readonly waitsForWaves: readonly number[];
  /** Set where the wave says for single tasks what they wait for: the leaves that it speaks about. */
  readonly perTask?: ReadonlySet<string>;
}

/** A leaf with what its place in the order depends on. */
export interface Leaf {
  readonly id: string;
  readonly span: SourceSpan;
  readonly optional: boolean;
  /** The document says what it waits for. */
  readonly stated: boolean;
  /** Its wave, and the parent through which it is listed there. */
  readonly wave?: number | undefined;
  readonly listedParent?: string | undefined;
  /** Ids that it explicitly waits for, those of the groups around it included. */
  readonly prerequisites: readonly string[];
}

/** What waves and document order imply. */
export interface OrderEdges {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly groups: readonly PlanGroup[];
  /** Leaves whose dependency stands in a later wave. */
  readonly moved: readonly { readonly id: string; readonly on: string }[];
  /** Leaves in the order that all edges follow: one that waits stands behind what it waits for. */
  readonly inOrder: readonly string[];
}

/** Everything that order is made from. */
export interface OrderInput {
  readonly leaves: readonly Leaf[];
  readonly parents: readonly { readonly id: string; readonly members: readonly string[] }[];
  readonly waves: readonly WavePlan[];
  readonly groupId: (wanted: string) => string;
}

/**
 * Turns waves and document order into dependencies.
 *
 * With waves: each wave is a group that waits for what `WavePlan` says; a leaf in no wave waits for everything before it
 * in the document, and the wave behind the last of those waits for it. Without: document order. Explicit dependencies
 * win: a leaf that waits for a later wave is planned in that wave.
 *
 * *Complexity*: O(leaves + dependencies).
 */
export function orderEdges({ leaves, parents, waves, groupId }: OrderInput): OrderEdges {
  const leafOf = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const hasWaves = waves.length > 0;
  const settled = settleOrder([
    ...leaves.map(({ id, wave, prerequisites }) => ({ id, prerequisites, level: hasWaves ? wave : 0 })),
    ...parents.map(({ id, members }) => ({ id, prerequisites: members, level: -1, group: true })),
  ]);
  const of = new Map<string, PlanDependency[]>();
  const groups: PlanGroup[] = [];
  const add = (id: string, on: readonly string[], origin: EdgeOrigin): void => {
    const span = leafOf.get(id)?.span;
    if (span) of.set(id, [...(of.get(id) ?? []), ...on.map((other) => ({ on: other, origin, span }))]);
  };
  const makeJoint = (members: readonly string[], before: string): string => {
    const id = groupId(`before-${before}`);
    const span = leafOf.get(before)?.span;
    if (span) groups.push({ id, kind: 'wave', title: `before ${before}`, span, members, dependencies: [] });
    return id;
  };
  const addSequence = (row: readonly Leaf[], waits: (leaf: Leaf) => boolean): void => {
    const items = row.map((leaf) => ({ id: leaf.id, waits: waits(leaf), counts: !leaf.optional }));
    for (const [id, on] of sequence(items, makeJoint)) add(id, on, 'order');
  };

  const row = settled.flatMap(({ id }) => leafOf.get(id) ?? []);
  addSequence(row, (leaf) => (hasWaves ? leaf.wave === undefined : !leaf.stated));
  if (!hasWaves) return { of, groups, moved: [], inOrder: row.map(({ id }) => id) };

  const filled = fillWaves(settled, leafOf, waves.length);
  for (const siblings of filled.siblings) addSequence(siblings, (leaf) => !leaf.stated);
  const waveIds = new Map<number, string>();
  waves.forEach((wave, index) => {
    const members = filled.members[index] ?? [];
    const inOrder = [...members].sort((a, b) => a.span.start.offset - b.span.start.offset);
    const counted = inOrder.filter((leaf) => !leaf.optional).map((leaf) => leaf.id);
    const gate = filled.gates[index];
    const waits = [
      ...wave.waitsForWaves.flatMap((on) => nearest(waveIds, on)).map((on) => ({ on, origin: 'wave' as const })),
      ...(gate === undefined ? [] : [{ on: gate, origin: 'order' as const }]),
    ];
    if (counted.length > 0) {
      const id = groupId(`wave-${index + 1}`);
      waveIds.set(index, id);
      const dependencies = wave.perTask ? [] : waits.map((wait) => ({ ...wait, span: wave.span }));
      groups.push({ id, kind: 'wave', title: wave.title, span: wave.span, members: counted, dependencies });
    }
    for (const leaf of members) {
      // No member of the group, or in a wave that says for single tasks what they wait for.
      if (!leaf.optional && !wave.perTask) continue;
      for (const { on, origin } of waits) if (!wave.perTask?.has(leaf.id)) add(leaf.id, [on], origin);
    }
  });
  const inOrder = settled.filter(({ id }) => leafOf.has(id)).sort((a, b) => a.level - b.level); // stable
  return { of, groups, moved: filled.moved, inOrder: inOrder.map(({ id }) => id) };
}

/** The group of a wave, or of the last one before it that has members. */
function nearest(waveIds: ReadonlyMap<number, string>, wave: number): readonly string[] {
  for (let at = wave; at >= 0; at--) {
    const id = waveIds.get(at);
    if (id !== undefined) return [id];
  }
  return [];
}

/** The leaves of each wave after settling, the leaf in no wave that each wave waits for, and siblings in one wave. */
function fillWaves(settled: readonly SettledItem[], leafOf: ReadonlyMap<string, Leaf>, count: number) {
  const members = Array.from({ length: count }, (): Leaf[] => []);
  const gates: (string | undefined)[] = [];
  const siblings = new Map<string, Leaf[]>();
  const moved: { id: string; on: string }[] = [];
  for (const { id, level, raisedBy } of settled) {
    const leaf = leafOf.get(id);
    if (!leaf) continue;
    if (leaf.wave === undefined) {
      // The last one is enough: it waits for those before it.
      if (!leaf.optional) gates[level + 1] = id;
      continue;
    }
    members[level]?.push(leaf);
    if (raisedBy !== undefined) moved.push({ id, on: raisedBy });
    if (leaf.listedParent === undefined) continue;
    const key = `${level} ${leaf.listedParent}`;
    const row = siblings.get(key);
    if (row) row.push(leaf);
    else siblings.set(key, [leaf]);
  }
  return { members, gates, moved, siblings: [...siblings.values()] };
}
