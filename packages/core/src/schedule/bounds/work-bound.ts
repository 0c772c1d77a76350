import { backwards } from '../../graph/backwards.js';
import { at } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { headsOf, longestPath } from './heads-and-tails.js';
import type { ResourceLoad } from './resource-loads.js';

/** A bound in the unit of the durations that it was computed from. */
export interface BoundInUnits {
  readonly makespan: number;
  readonly reason: 'critical-path' | 'work' | 'energy';
  readonly resource?: string;
}

/**
 * The critical path length, or what a resource needs for its work: nothing of it can be done before the least head of its
 * tasks, and their least tail comes after all of it.
 *
 * ```text
 *   one worker, to whom b and c are bound:   a 2 ──┬──► b 3 ──┬──► d 1      2 + (3 + 3) + 1 = 9
 *                                                  └──► c 3 ──┘
 * ```
 *
 * *Ties*: the critical path, then the load that comes first. *Complexity*: linear. *Source*: Graham 1969, with heads and tails.
 */
export function workBound(graph: TaskGraph, loads: readonly ResourceLoad[]): BoundInUnits {
  const windows = { head: headsOf(graph), tail: headsOf(backwards(graph)) };
  let best: BoundInUnits = { makespan: longestPath(graph.durations, windows), reason: 'critical-path' };
  for (const { name, capacity, tasks, amounts } of loads) {
    let [before, work, after] = [Infinity, 0, Infinity];
    for (const [position, task] of tasks.entries()) {
      before = Math.min(before, at(windows.head, task));
      work += at(amounts, position) * at(graph.durations, task);
      after = Math.min(after, at(windows.tail, task));
    }
    const makespan = before + Math.ceil(work / capacity) + after;
    if (makespan > best.makespan)
      best = { makespan, reason: 'work', ...(name === undefined ? {} : { resource: name }) };
  }
  return best;
}
