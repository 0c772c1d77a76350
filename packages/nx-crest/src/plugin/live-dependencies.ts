import { dependenciesOf, isDropped, type TaskGraph, type TaskStatus } from '@nx-crest/core';
import type { PlannedDependency } from './planned-document.js';

/**
 * What each node waits for, as Nx must see it. A dropped task refuses to run, so only planned work that names it keeps
 * the dependency; an edge that order implies, or that leads to finished work, is led past it to what it waited for.
 *
 * *Parameters*: `statusOf` a group is `done` or `todo`; a group never refuses.
 *
 * *Complexity*: linear in the edges that come out.
 */
export function liveDependencies(
  graph: TaskGraph,
  statusOf: (index: number) => TaskStatus,
): readonly (readonly PlannedDependency[])[] {
  const indexDropped = (index: number) => isDropped(statusOf(index));
  const result: (readonly PlannedDependency[])[] = [];
  for (const index of graph.order) {
    const mayRefuse = statusOf(index) !== 'done' && !indexDropped(index);
    const live = new Map<string, PlannedDependency>();
    for (const dependency of dependenciesOf(graph, index)) {
      const on = graph.indexOf.get(dependency.id) ?? -1;
      const past = indexDropped(on) && !(mayRefuse && dependency.origin === 'explicit');
      const reached = past ? (result[on] ?? []).map(({ id }) => ({ id, origin: dependency.origin })) : [dependency];
      for (const one of reached) if (!live.has(one.id)) live.set(one.id, one);
    }
    result[index] = [...live.values()];
  }
  return result;
}
