import type { PlanDependency } from '@nx-crest/core';
import { settleOrder } from './settle-order.js';

/** A task or group with what it surely waits for. */
export interface HardItem {
  readonly id: string;
  readonly dependencies: readonly PlanDependency[];
  /** Set for a group. */
  readonly members?: readonly string[];
}

/** Soft edges by the id that waits. */
export type SoftEdges = ReadonlyMap<string, readonly PlanDependency[]>;

/** Which soft edges stay, and which would close a cycle. */
export interface KeptEdges {
  readonly kept: SoftEdges;
  readonly dropped: readonly { readonly id: string; readonly on: string; readonly span: PlanDependency['span'] }[];
}

/**
 * Adds soft edges (dotted arrows, hand-offs, order) to a plan only where they close no cycle with the hard ones: all of
 * them where they fit together, else those that follow the order that the hard ones and the document give.
 *
 * *Complexity*: O(items + edges). *Ties*: document order.
 */
export function keepAcyclic(items: readonly HardItem[], soft: SoftEdges): KeptEdges {
  const steps = toSteps(items);
  const startOf = new Set(items.filter(({ members }) => members).map(({ id }) => id));
  const stepOf = (id: string): string => (startOf.has(id) ? start(id) : id);
  const withSoft = steps.map((step) => ({ ...step, prerequisites: [...step.prerequisites] }));
  const byId = new Map(withSoft.map((step) => [step.id, step]));
  for (const [id, edges] of soft) byId.get(stepOf(id))?.prerequisites.push(...edges.map(({ on }) => on));
  if (fits(withSoft)) return { kept: soft, dropped: [] };

  const place = new Map(settleOrder(steps).map(({ id }, index) => [id, index]));
  const kept = new Map<string, PlanDependency[]>();
  const dropped: { id: string; on: string; span: PlanDependency['span'] }[] = [];
  for (const [id, edges] of soft) {
    for (const edge of edges) {
      const isForward = (place.get(edge.on) ?? -1) < (place.get(stepOf(id)) ?? -1);
      if (isForward) kept.set(id, [...(kept.get(id) ?? []), edge]);
      else dropped.push({ id, on: edge.on, span: edge.span });
    }
  }
  return { kept, dropped };
}

interface Step {
  readonly id: string;
  readonly prerequisites: readonly string[];
  readonly group: boolean;
}

/** No id has a blank: the moment from which on the members of a group may start. */
function start(id: string): string {
  return `${id} start`;
}

/** A group is two steps, its start and its end; its members lie between, so that nothing has to be copied to them. */
function toSteps(items: readonly HardItem[]): readonly Step[] {
  const parents = new Map<string, string[]>();
  for (const { id, members = [] } of items) {
    for (const member of members) {
      const known = parents.get(member);
      if (known) known.push(id);
      else parents.set(member, [id]);
    }
  }
  const steps = items.flatMap(({ id, dependencies, members }): Step[] => {
    const around = (parents.get(id) ?? []).map(start);
    const own = [...dependencies.map(({ on }) => on), ...around];
    if (!members) return [{ id, prerequisites: own, group: false }];
    return [
      { id: start(id), prerequisites: own, group: false },
      { id, prerequisites: [start(id), ...members], group: true },
    ];
  });
  // A group stands behind its members in a list of tasks and groups, its start before all.
  return [...steps.filter(({ id }) => id.endsWith(' start')), ...steps.filter(({ id }) => !id.endsWith(' start'))];
}

/** Whether the steps have an order at all. *Source*: Kahn 1962. */
function fits(steps: readonly Step[]): boolean {
  const indexOf = new Map(steps.map(({ id }, index) => [id, index]));
  const followers = steps.map((): number[] => []);
  const open = steps.map(({ prerequisites }, index) => {
    const known = new Set(prerequisites.flatMap((on) => indexOf.get(on) ?? []));
    for (const on of known) followers[on]?.push(index);
    return known.size;
  });
  const ready = open.flatMap((count, index) => (count === 0 ? [index] : []));
  for (const index of ready) {
    for (const follower of followers[index] ?? []) {
      const left = (open[follower] ?? 0) - 1;
      open[follower] = left;
      if (left === 0) ready.push(follower);
    }
  }
  return ready.length === steps.length;
}
