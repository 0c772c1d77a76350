import type { ResourceLedger } from '../generation/resource-ledger.js';
import { firstTask, firstTime, pushBusy } from './busy-list.js';
import { int, time } from './columns.js';
import type { DemandKinds } from './demand-kinds.js';
import { TAKES_NO_TIME, type ExecutePlan, type ExecutionNetwork } from './execution-network.js';
import { fittingTasks } from './fitting-tasks.js';

/**
 * Executes a plan whose tasks need resources: from moment to moment each ready task is tried, the smallest rank first, and
 * starts where all that it needs is free.
 *
 * *Complexity*: `O(V · (busy + ready) + E)`.
 * *Source*: parallel generation scheme, Bedworth & Bailey 1982; Kolisch 1996.
 */
export function executeWithResources(
  network: ExecutionNetwork,
  ledger: ResourceLedger,
  kinds: DemandKinds,
): ExecutePlan {
  const { root, ranks, offsets, targets, waiting, busy, finish, waitedFor } = network;
  const ready = fittingTasks(network, ledger, kinds);
  /** By resource, who gave back last in this execution; the root where nobody has. */
  const givenBackBy = new Int32Array(ledger.free.length);
  let durations = finish; // of the execution that is going on
  let free = 0;
  let busyCount = 0;
  let last = root;
  let now = 0;
  const noteGiver = (resource: number): void => {
    givenBackBy[resource] = last;
  };

  function complete(done: number): void {
    const takesTime = int(ranks, done) !== TAKES_NO_TIME;
    if (takesTime) {
      last = done;
      free++;
      ledger.giveBack(done, noteGiver);
    }
    const cause = takesTime ? done : int(waitedFor, done);
    for (let slot = int(offsets, done), end = int(offsets, done + 1); slot < end; slot++) {
      const task = int(targets, slot);
      const left = int(waiting, task) - 1;
      waiting[task] = left;
      if (left > 0) continue;
      waitedFor[task] = cause;
      const rank = int(ranks, task);
      if (rank !== TAKES_NO_TIME) ready.add(task, rank);
      else {
        finish[task] = now;
        pushBusy(busy, busyCount++, now, task);
      }
    }
  }

  function start(task: number, lacked: number): void {
    if (time(finish, int(waitedFor, task)) !== now) {
      // It was ready before. What it lacked has been given back now, unless it was not tried then because no worker was free.
      const giver = int(givenBackBy, lacked);
      waitedFor[task] = time(finish, giver) === now ? giver : last;
    }
    finish[task] = now + time(durations, task);
    pushBusy(busy, busyCount++, time(finish, task), task);
  }

  return (drawn) => {
    durations = drawn;
    waiting.set(network.indegrees);
    ledger.reset();
    givenBackBy.fill(root); // who gave back in an earlier execution may end at the very same moment in this one, or later
    free = network.workers;
    last = root;
    now = 0;
    pushBusy(busy, busyCount++, now, root);
    while (busyCount > 0) {
      now = firstTime(busy, busyCount);
      while (busyCount > 0 && firstTime(busy, busyCount) === now) complete(firstTask(busy, busyCount--));
      free -= ready.dispatch(free, start);
    }
    return last;
  };
}
