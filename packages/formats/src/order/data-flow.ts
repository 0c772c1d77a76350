import type { PlanDependency, SourceSpan } from '@nx-crest/core';

/** A task with what it makes for others and what it takes from them: files, names, ids; equal text means the same thing. */
export interface FlowItem {
  readonly id: string;
  readonly makes: readonly string[];
  readonly reads: readonly { readonly path: string; readonly span: SourceSpan }[];
}

/**
 * Who takes something from whom: each item waits for the last one before it that makes what it reads. Only earlier items
 * count, so that these edges point the same way as all others that follow the given order.
 *
 * *Complexity*: O(items + what they make and read).
 */
export function dataFlow(inOrder: readonly FlowItem[]): ReadonlyMap<string, readonly PlanDependency[]> {
  const makerOf = new Map<string, string>();
  const edges = new Map<string, readonly PlanDependency[]>();
  for (const { id, makes, reads } of inOrder) {
    const found = new Map<string, PlanDependency>();
    for (const { path, span } of reads) {
      const on = makerOf.get(path);
      if (on !== undefined && !found.has(on)) found.set(on, { on, origin: 'data-flow', span });
    }
    if (found.size > 0) edges.set(id, [...found.values()]);
    for (const made of makes) makerOf.set(made, id);
  }
  return edges;
}
