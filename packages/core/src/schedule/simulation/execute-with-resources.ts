import { firstTask, firstTime, pushBusy } from './busy-list.js';
import { int, time } from './columns.js';
import { TAKES_NO_TIME, type ExecutePlan, type ExecutionNetwork } from './execution-network.js';
import { addRank, deleteRank } from './ready-bits.js';
import type { ResourceLedger } from './resource-ledger.js';

/**
 * Executes a plan whose tasks need resources: from moment to moment each ready task is tried, the smallest rank first, and
 * starts where all that it needs is free.
 *
 * *Complexity*: `O(V · (busy + ready) + E)`.
 * *Source*: parallel generation scheme, Bedworth & Bailey 1982; Kolisch 1996.
 */
export function executeWithResources(network: ExecutionNetwork, ledger: ResourceLedger): ExecutePlan {
  const { root, ranks, taskOf, offsets, targets, waiting, readyBits, busy, finish, waitedFor } = network;
  let free = 0;
  let readyCount = 0;
  let firstWord = 0;
  let busyCount = 0;
  let last = root;
  let now = 0;

  function complete(done: number): void {
    const takesTime = int(ranks, done) !== TAKES_NO_TIME;
    if (takesTime) {
      last = done;
      free++;
      ledger.giveBack(done);
    }
    const cause = takesTime ? done : int(waitedFor, done);
    for (let slot = int(offsets, done), end = int(offsets, done + 1); slot < end; slot++) {
      const task = int(targets, slot);
      const left = int(waiting, task) - 1;
      waiting[task] = left;
      if (left > 0) continue;
      waitedFor[task] = cause;
      admit(task, int(ranks, task));
    }
  }

  function admit(task: number, rank: number): void {
    if (rank === TAKES_NO_TIME) {
      finish[task] = now;
      pushBusy(busy, busyCount++, now, task);
    } else {
      addRank(readyBits, rank);
      firstWord = Math.min(firstWord, rank >> 5);
      readyCount++;
    }
  }

  function dispatch(durations: Float64Array): void {
    let untried = readyCount;
    for (let word = firstWord; free > 0 && untried > 0; word++) {
      for (let bits = int(readyBits, word); bits !== 0 && free > 0; bits &= bits - 1) {
        untried--;
        const rank = (word << 5) + 31 - Math.clz32(bits & -bits);
        const task = int(taskOf, rank);
        if (!ledger.take(task)) continue;
        deleteRank(readyBits, rank);
        readyCount--;
        start(task, now + time(durations, task));
      }
    }
  }

  function start(task: number, until: number): void {
    if (time(finish, int(waitedFor, task)) !== now) {
      // It was ready before. What it missed has been given back now, unless it was not tried then because no worker was free.
      const giver = ledger.giverOf(task);
      waitedFor[task] = time(finish, giver) === now ? giver : last;
    }
    finish[task] = until;
    pushBusy(busy, busyCount++, until, task);
    free--;
  }

  return (durations) => {
    waiting.set(network.indegrees);
    ledger.reset();
    [free, readyCount, firstWord, last, now] = [network.workers, 0, 0, root, 0];
    pushBusy(busy, busyCount++, now, root);
    while (busyCount > 0) {
      now = firstTime(busy, busyCount);
      while (busyCount > 0 && firstTime(busy, busyCount) === now) complete(firstTask(busy, busyCount--));
      dispatch(durations);
    }
    return last;
  };
}
