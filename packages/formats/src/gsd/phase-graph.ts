import type { EdgeOrigin, PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import { sequence } from '../order/sequence.js';
import { settleOrder } from '../order/settle-order.js';

/** A phase, or a plan of a phase, with what it says that it waits for. */
export interface OrderedNode {
  readonly id: string;
  readonly span: SourceSpan;
  /** It says what it waits for, be it nothing. */
  readonly stated: boolean;
  /** Ids of its siblings that it, or what is in it, explicitly waits for. */
  readonly prerequisites: readonly string[];
  readonly wave?: number | undefined;
}

/** What order and waves imply. */
export interface ImpliedEdges {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly groups: readonly PlanGroup[];
}

/**
 * Phases follow each other where they do not say what they wait for.
 *
 * *Complexity*: O(phases + dependencies).
 */
export function phaseOrder(phases: readonly OrderedNode[], groupId: (wanted: string) => string): ImpliedEdges {
  return inRow(phases, 'phase', groupId);
}

/**
 * The plans of one phase: one that does not say what it waits for, waits for the plans of earlier waves, or, where
 * plans have no waves, for all plans before it.
 *
 * *Complexity*: O(plans + dependencies).
 */
export function planOrder(
  phase: string,
  plans: readonly OrderedNode[],
  groupId: (wanted: string) => string,
): ImpliedEdges {
  const hasWaves = plans.some(({ stated, wave }) => !stated && wave !== undefined);
  return hasWaves ? inWaves(phase, plans, groupId) : inRow(plans, 'order', groupId);
}

function inRow(nodes: readonly OrderedNode[], origin: EdgeOrigin, groupId: (wanted: string) => string): ImpliedEdges {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const settled = settleOrder(nodes.map(({ id, prerequisites }) => ({ id, prerequisites, level: 0 })));
  const groups: PlanGroup[] = [];
  const items = settled.map(({ id }) => ({ id, waits: nodeOf.get(id)?.stated === false, counts: true }));
  const waits = sequence(items, (members, before) => {
    const id = groupId(`before-${before}`);
    const span = nodeOf.get(before)?.span;
    if (span) groups.push({ id, kind: 'phase', title: `before ${before}`, span, members, dependencies: [] });
    return id;
  });
  const of = new Map<string, readonly PlanDependency[]>();
  for (const [id, on] of waits) {
    const span = nodeOf.get(id)?.span;
    if (span)
      of.set(
        id,
        on.map((other) => ({ on: other, origin, span })),
      );
  }
  return { of, groups };
}

/** Plans by wave; a joint for each wave holds its plans and the joint before, so that each plan waits for one joint. */
function inWaves(phase: string, plans: readonly OrderedNode[], groupId: (wanted: string) => string): ImpliedEdges {
  const nodeOf = new Map(plans.map((plan) => [plan.id, plan]));
  let last = 1;
  const levels = plans.map(({ wave }) => (last = wave ?? last));
  const settled = settleOrder(plans.map(({ id, prerequisites }, i) => ({ id, prerequisites, level: levels[i] })));
  const byWave = new Map<number, OrderedNode[]>();
  for (const { id, level } of settled) {
    const node = nodeOf.get(id);
    const members = byWave.get(level);
    if (node && members) members.push(node);
    else if (node) byWave.set(level, [node]);
  }
  const of = new Map<string, readonly PlanDependency[]>();
  const groups: PlanGroup[] = [];
  let joint: string | undefined;
  const waves = [...byWave].sort(([a], [b]) => a - b);
  waves.forEach(([wave, members], index) => {
    for (const { id, span, stated } of members) {
      if (joint !== undefined && !stated) of.set(id, [{ on: joint, origin: 'wave', span }]);
    }
    const [first] = members;
    if (!first || index === waves.length - 1) return;
    const ids = [...(joint === undefined ? [] : [joint]), ...members.map(({ id }) => id)];
    joint = groupId(`${phase}-wave-${wave}`);
    groups.push({
      id: joint,
      kind: 'wave',
      title: `through wave ${wave}`,
      span: first.span,
      members: ids,
      dependencies: [],
    });
  });
  return { of, groups };
}
