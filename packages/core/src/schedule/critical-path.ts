import { neighbours } from '../graph/adjacency.js';
import { at } from '../graph/at.js';
import type { TaskGraph } from '../graph/task-graph.js';
import type { Levels } from './levels.js';

/** Which tasks decide when the plan is done. Indices; milestones are left out. */
export interface CriticalPath {
  /** Every task without slack, on whichever critical path, by index. */
  readonly tasks: ReadonlySet<number>;
  /** One critical path, from its first task to its last. */
  readonly chain: readonly number[];
}

/**
 * All critical tasks, and one chain of them whose durations sum to the critical path length.
 *
 * *Ties*: wherever two tasks could come next, the smaller id. *Complexity*: `O(V + E)`. *Source*: Kelley & Walker 1959.
 */
export function criticalPath(graph: TaskGraph, levels: Levels): CriticalPath {
  const tasks = new Set<number>();
  let first = -1;
  for (let node = 0; node < graph.size; node++) {
    if (levels.slack[node] !== 0) continue;
    if (graph.isMilestone[node] === 0) tasks.add(node);
    if (neighbours(graph.predecessors, node).length === 0) first = smallerId(graph, first, node);
  }

  const chain: number[] = [];
  for (let node = first; node !== -1; node = nextCritical(graph, levels, node)) {
    if (graph.isMilestone[node] === 0) chain.push(node);
  }
  return { tasks, chain };
}

/** The critical successor that starts as soon as `node` is done; -1 at the end. */
function nextCritical(graph: TaskGraph, levels: Levels, node: number): number {
  let next = -1;
  for (const successor of neighbours(graph.successors, node)) {
    const follows = levels.topLevel[successor] === levels.earliestFinish[node];
    if (follows && levels.slack[successor] === 0) next = smallerId(graph, next, successor);
  }
  return next;
}

function smallerId(graph: TaskGraph, a: number, b: number): number {
  return a === -1 || at(graph.idRanks, b) < at(graph.idRanks, a) ? b : a;
}
