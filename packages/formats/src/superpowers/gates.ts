import type { PlanDependency, SourceSpan } from '@nx-crest/core';

/** A task in the order that all edges follow. */
export interface GateItem {
  readonly id: string;
  readonly isGate: boolean;
  /** What it waits for is stated, so that order does not lead it behind the gate. */
  readonly stated: boolean;
  readonly span: SourceSpan;
}

/** Each task that order does not hold waits for the last gate before it. *Complexity*: O(items). */
export function gateEdges(inOrder: readonly GateItem[]): ReadonlyMap<string, PlanDependency> {
  const edges = new Map<string, PlanDependency>();
  let gate: string | undefined;
  for (const { id, isGate, stated, span } of inOrder) {
    if (gate !== undefined && (stated || isGate)) edges.set(id, { on: gate, origin: 'order', span });
    if (isGate) gate = id;
  }
  return edges;
}
