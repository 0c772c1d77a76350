import { milliseconds, type Milliseconds } from '../model/duration.js';
import { at } from '../graph/at.js';
import type { TaskGraph } from '../graph/task-graph.js';

/** When each task can and must start with unlimited workers. *Units*: milliseconds from the start of the plan. */
export interface Levels {
  /** Longest path from any source to the task, its own duration excluded: its earliest start. */
  readonly topLevel: Float64Array;
  /** Longest path from the task to any sink, its own duration included. */
  readonly bottomLevel: Float64Array;
  readonly earliestFinish: Float64Array;
  readonly latestStart: Float64Array;
  readonly latestFinish: Float64Array;
  /** Total float: how late a task may be before the whole plan is. 0 on every critical path. */
  readonly slack: Float64Array;
  /** How late a task may be before any other task starts later; looks through milestones. */
  readonly freeFloat: Float64Array;
  readonly criticalPathLength: Milliseconds;
}

/**
 * Top and bottom levels, and what follows from them.
 *
 * *Complexity*: `O(V + E)`, two sweeps, no recursion. *Source*: Kelley & Walker 1959 (CPM); Kwok & Ahmad 1999 (levels).
 *
 * ```text
 *   a 2h ──► b 3h ──► d 1h      topLevel     a 0  b 2  c 2  d 5
 *     └────► c 1h ────┘         bottomLevel  a 6  b 4  c 2  d 1    slack of c: 2 h
 * ```
 */
export function levels(graph: TaskGraph): Levels {
  const { size, durations } = graph;
  const topLevel = new Float64Array(size);
  const earliestFinish = new Float64Array(size);
  let length = 0;
  for (const node of graph.order) {
    const start = largest(earliestFinish, graph.predecessors, node);
    const finish = start + at(durations, node);
    topLevel[node] = start;
    earliestFinish[node] = finish;
    if (finish > length) length = finish;
  }

  const bottomLevel = new Float64Array(size);
  const latestStart = new Float64Array(size);
  const latestFinish = new Float64Array(size);
  const slack = new Float64Array(size);
  for (let position = size - 1; position >= 0; position--) {
    const node = at(graph.order, position);
    const below = largest(bottomLevel, graph.successors, node);
    const duration = at(durations, node);
    bottomLevel[node] = below + duration;
    latestFinish[node] = length - below;
    latestStart[node] = length - below - duration;
    slack[node] = at(latestStart, node) - at(topLevel, node);
  }

  const freeFloat = freeFloats(graph, topLevel, { earliestFinish, length });
  const criticalPathLength = milliseconds(length);
  return { topLevel, bottomLevel, earliestFinish, latestStart, latestFinish, slack, freeFloat, criticalPathLength };
}

/** The largest value among the neighbours of a node; 0 without neighbours. */
function largest(values: Float64Array, adjacency: TaskGraph['successors'], node: number): number {
  const { offsets, targets } = adjacency;
  let result = 0;
  for (let slot = at(offsets, node), end = at(offsets, node + 1); slot < end; slot++) {
    const value = at(values, at(targets, slot));
    if (value > result) result = value;
  }
  return result;
}

function freeFloats(
  graph: TaskGraph,
  topLevel: Float64Array,
  ends: { readonly earliestFinish: Float64Array; readonly length: number },
): Float64Array {
  const { offsets, targets } = graph.successors;
  const neededAt = new Float64Array(graph.size); // earliest start of the soonest task behind this one
  const freeFloat = new Float64Array(graph.size);
  for (let position = graph.size - 1; position >= 0; position--) {
    const node = at(graph.order, position);
    let needed = ends.length;
    for (let slot = at(offsets, node), end = at(offsets, node + 1); slot < end; slot++) {
      const successor = at(targets, slot);
      needed = Math.min(needed, at(graph.isMilestone[successor] === 1 ? neededAt : topLevel, successor));
    }
    neededAt[node] = needed;
    freeFloat[node] = needed - at(ends.earliestFinish, node);
  }
  return freeFloat;
}
