import type { EdgeOrigin, PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import { sequence } from '../order/sequence.js';
import { settleOrder } from '../order/settle-order.js';
import type { Section } from './sections.js';

/** A leaf of a list with what its place in the order depends on. */
export interface OrderedLeaf {
  readonly id: string;
  readonly span: SourceSpan;
  readonly optional: boolean;
  /** Its section; a lower one comes first. -1: before the first heading. */
  readonly section: number;
  /** For what it waits: everything before it; the sections before its own; only what it states itself. */
  readonly waits: 'all' | 'sections' | 'stated';
  /** The group whose steps follow each other, whatever they wait for otherwise. */
  readonly stepsOf?: string | undefined;
  /** Ids that it explicitly waits for, those of the groups around it included. */
  readonly prerequisites: readonly string[];
}

/** Everything that order is made from. */
export interface OrderInput {
  readonly leaves: readonly OrderedLeaf[];
  readonly parents: readonly { readonly id: string; readonly members: readonly string[] }[];
  /** Sections that become groups; one without an entry here is only a place in the order. */
  readonly sections: readonly (Section | undefined)[];
  readonly groupId: (wanted: string) => string;
}

/** What sections and document order imply. */
export interface OrderEdges {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly groups: readonly PlanGroup[];
  /** Leaves that are planned in a later section, with the dependency that stands there. */
  readonly moved: readonly { readonly id: string; readonly on: string }[];
}

/** Each leaf of a section waits for each of these; more of them become a joint, so that edges stay linear. */
const MAX_WAITS = 4;

/**
 * Turns sections and document order into dependencies. Explicit dependencies win: a leaf that waits for a later section is
 * planned there, one that waits for a later neighbour comes right behind it. So no edge closes a cycle.
 *
 * *Complexity*: O(leaves + dependencies).
 */
export function sectionOrder({ leaves, parents, sections, groupId }: OrderInput): OrderEdges {
  const leafOf = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const settled = settleOrder([
    ...leaves.map(({ id, section, prerequisites }) => ({ id, level: section + 1, prerequisites })),
    ...parents.map(({ id, members }) => ({ id, prerequisites: members, level: -1, group: true })),
  ]);
  const rows = new Map<number, OrderedLeaf[]>();
  const moved: { id: string; on: string }[] = [];
  for (const { id, level, raisedBy } of settled) {
    const leaf = leafOf.get(id);
    if (!leaf) continue;
    if (raisedBy !== undefined) moved.push({ id, on: raisedBy });
    const row = rows.get(level);
    if (row) row.push(leaf);
    else rows.set(level, [leaf]);
  }
  const spanOf = (id: string): SourceSpan | undefined => leafOf.get(id)?.span;
  const made: Made = { of: new Map(), groups: [], lastStep: new Map(), groupId, spanOf };
  let gate: readonly string[] = [];
  for (const [level, row] of [...rows].sort(([a], [b]) => a - b)) {
    gate = orderRow(made, row, { gate, section: sections[level - 1] });
  }
  return { of: made.of, groups: made.groups, moved };
}

/** What is being made. */
interface Made {
  readonly of: Map<string, PlanDependency[]>;
  readonly groups: PlanGroup[];
  /** The last step of each group so far. */
  readonly lastStep: Map<string, string>;
  readonly groupId: (wanted: string) => string;
  readonly spanOf: (id: string) => SourceSpan | undefined;
}

interface RowPlace {
  /** What the row waits for. */
  readonly gate: readonly string[];
  readonly section: Section | undefined;
}

/** The edges of one section. *Returns* what the next one waits for. */
function orderRow(made: Made, row: readonly OrderedLeaf[], { gate: written, section }: RowPlace): readonly string[] {
  const makeJoint = (members: readonly string[], before: string): string => jointBefore(made, members, before);
  const first = row[0];
  const gate = written.length > MAX_WAITS && first ? [makeJoint(written, first.id)] : written;
  const counted = row.filter(({ optional }) => !optional);
  // A group hands on what it waits for to every member: not where some of them wait for nothing but what they state.
  const isHanded = section !== undefined && counted.every(({ waits }) => waits !== 'stated');
  addGate(made, row, { gate, origin: section?.kind ?? 'phase', isHanded });
  const items = row.map(({ id, waits, optional }) => ({ id, waits: waits === 'all', counts: !optional }));
  const waitsFor = sequence(items, makeJoint);
  for (const leaf of row) addEdges(made, leaf, [...(waitsFor.get(leaf.id) ?? []), ...stepBefore(made, leaf)], 'order');
  const passed = counted.some(({ waits }) => waits !== 'stated') ? [] : gate;
  if (!section || counted.length === 0) return [...passed, ...lastOf(counted)];
  return [...passed, sectionGroup(made, { section, counted, gate: isHanded ? gate : [] })];
}

interface GateEdges {
  readonly gate: readonly string[];
  readonly origin: EdgeOrigin;
  /** The group of the section hands the gate on to its members. */
  readonly isHanded: boolean;
}

/** What single leaves wait for from before their section; those behind one that waits for everything need no edge. */
function addGate(made: Made, row: readonly OrderedLeaf[], { gate, origin, isHanded }: GateEdges): void {
  let isChained = false;
  for (const leaf of row) {
    const isMember = isHanded && !leaf.optional;
    const follows = isChained && leaf.waits === 'all';
    if (leaf.waits !== 'stated' && !isMember && !follows) addEdges(made, leaf, gate, origin);
    isChained ||= leaf.waits === 'all' && !leaf.optional;
  }
}

interface SectionGroup {
  readonly section: Section;
  readonly counted: readonly OrderedLeaf[];
  readonly gate: readonly string[];
}

function sectionGroup(made: Made, { section, counted, gate }: SectionGroup): string {
  const { kind, title, span, status } = section;
  const id = made.groupId(section.id);
  const members = [...counted].sort((a, b) => a.span.start.offset - b.span.start.offset).map((leaf) => leaf.id);
  const dependencies = gate.map((on) => ({ on, origin: kind, span }));
  made.groups.push({ id, kind, title, span, members, dependencies, ...(status === undefined ? {} : { status }) });
  return id;
}

/** The step before a step; an optional one is waited for by nobody. */
function stepBefore({ lastStep }: Made, { id, stepsOf, optional }: OrderedLeaf): readonly string[] {
  if (stepsOf === undefined) return [];
  const before = lastStep.get(stepsOf);
  if (!optional) lastStep.set(stepsOf, id);
  return before === undefined ? [] : [before];
}

/** The leaves that no other one of the row waits for in document order: all since the last that waits for everything. */
function lastOf(counted: readonly OrderedLeaf[]): readonly string[] {
  const from = counted.findLastIndex(({ waits }) => waits === 'all');
  return counted.slice(Math.max(from, 0)).map(({ id }) => id);
}

function jointBefore(made: Made, members: readonly string[], before: string): string {
  const id = made.groupId(`before-${before}`);
  const span = made.spanOf(before);
  if (span) made.groups.push({ id, kind: 'phase', title: `before ${before}`, span, members, dependencies: [] });
  return id;
}

function addEdges({ of }: Made, { id, span }: OrderedLeaf, on: readonly string[], origin: EdgeOrigin): void {
  const list = of.get(id) ?? [];
  list.push(...on.map((other) => ({ on: other, origin, span })));
  of.set(id, list);
}
