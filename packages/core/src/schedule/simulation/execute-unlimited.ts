import type { CompiledProblem } from '../problem/compile-problem.js';
import { int, time } from './columns.js';
import type { ExecutePlan, ExecutionNetwork } from './execution-network.js';

/**
 * Executes a plan in which nothing is scarce: each task starts when what it waits for is done.
 *
 * *Complexity*: `O(V + E)`. *Ties*: of dependencies that end together, the one that is named first is waited for; of
 * tasks that end last together, the first in topological order is the last one.
 */
export function executeUnlimited(problem: CompiledProblem, network: ExecutionNetwork): ExecutePlan {
  const { order, durations: planned } = problem;
  const { offsets, targets } = problem.predecessors;
  const { root, finish, waitedFor } = network;
  return (durations) => {
    let last = root;
    for (let place = 0; place < order.length; place++) {
      const task = int(order, place);
      let start = 0;
      let cause = root;
      for (let slot = int(offsets, task), end = int(offsets, task + 1); slot < end; slot++) {
        const predecessor = int(targets, slot);
        if (time(finish, predecessor) <= start) continue;
        start = time(finish, predecessor);
        cause = time(planned, predecessor) > 0 ? predecessor : int(waitedFor, predecessor);
      }
      waitedFor[task] = cause;
      finish[task] = start + time(durations, task);
      if (time(finish, task) > time(finish, last)) last = task;
    }
    return last;
  };
}
