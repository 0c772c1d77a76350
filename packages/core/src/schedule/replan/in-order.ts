import { at } from '../../graph/at.js';
import { degrees } from '../../graph/adjacency.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { PriorityQueue } from '../priority-queue.js';

/**
 * Visits every task after what it waits for: of those that may come next the one with the smallest key, but at once what
 * takes no time, and what runs already before everything else. `visit` gets the task and when what it waits for ends, and
 * tells when the task itself ends.
 *
 * *Ties*: smaller id. *Complexity*: `O(E + V log V)` and the visits.
 */
export function visitInOrder(
  { graph, needs }: SchedulingProblem,
  keys: Float64Array,
  visit: (task: number, ready: number) => number,
): void {
  const { offsets, targets } = graph.successors;
  const waiting = degrees(graph.predecessors);
  const ready = new Float64Array(graph.size);
  const key = keys.map((value, task) => {
    if (needs.get(task)?.running) return -Infinity;
    return at(graph.durations, task) === 0 ? -Number.MAX_VALUE : value;
  });
  const queue = new PriorityQueue(key, graph.idRanks);
  for (let task = 0; task < graph.size; task++) if (at(waiting, task) === 0) queue.push(task);
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    const finish = visit(task, at(ready, task));
    for (let slot = at(offsets, task), end = at(offsets, task + 1); slot < end; slot++) {
      const successor = at(targets, slot);
      ready[successor] = Math.max(at(ready, successor), finish);
      const left = at(waiting, successor) - 1;
      waiting[successor] = left;
      if (left === 0) queue.push(successor);
    }
  }
}
