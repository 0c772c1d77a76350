import { keepEdges, reverse } from './adjacency.js';
import { at } from './at.js';
import type { TaskGraph } from './task-graph.js';

/**
 * The same tasks with fewer edges: those whose slot in `predecessors.targets` is to be dropped go, whatever their origin.
 *
 * *Complexity*: `O(V + E)`. *Ties*: `order` stays as it is, one of the orders that are topological still.
 */
export function withoutEdges(graph: TaskGraph, drops: (slot: number) => boolean): TaskGraph {
  const origins: number[] = [];
  const predecessors = keepEdges(graph.predecessors, (slot) => {
    const keeps = !drops(slot);
    if (keeps) origins.push(at(graph.origins, slot));
    return keeps;
  });
  return {
    ...graph,
    edgeCount: origins.length,
    predecessors,
    origins: Uint8Array.from(origins),
    successors: reverse(predecessors),
  };
}
