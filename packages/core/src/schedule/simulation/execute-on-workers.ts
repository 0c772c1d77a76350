import { firstTask, firstTime, pushBusy } from './busy-list.js';
import { int, time } from './columns.js';
import { TAKES_NO_TIME, type ExecutePlan, type ExecutionNetwork } from './execution-network.js';
import { addRank, deleteRank, firstRank } from './ready-bits.js';

/**
 * Executes a plan on identical workers: whenever one is free, the ready task of the smallest rank starts.
 *
 * One function without calls that keep state: it runs for each task of each run, and so is twice as fast.
 *
 * *Complexity*: `O(V · P + E)` for P workers, where ranks get ready nearly in order. *Source*: Graham 1966 (list scheduling).
 */
export function executeOnWorkers(network: ExecutionNetwork): ExecutePlan {
  const { root, workers, ranks, taskOf, offsets, targets, indegrees, waiting, readyBits, busy } = network;
  const { finish, waitedFor } = network;
  return (durations) => {
    waiting.set(indegrees);
    let free = workers;
    let readyCount = 0;
    let firstWord = 0;
    let last = root;
    let now = 0;
    let busyCount = 1;
    pushBusy(busy, 0, now, root);
    while (busyCount > 0) {
      now = firstTime(busy, busyCount);
      while (busyCount > 0 && firstTime(busy, busyCount) === now) {
        const done = firstTask(busy, busyCount--);
        const takesTime = int(ranks, done) !== TAKES_NO_TIME;
        if (takesTime) {
          last = done;
          free++;
        }
        const cause = takesTime ? done : int(waitedFor, done);
        for (let slot = int(offsets, done), end = int(offsets, done + 1); slot < end; slot++) {
          const task = int(targets, slot);
          const left = int(waiting, task) - 1;
          waiting[task] = left;
          if (left > 0) continue;
          waitedFor[task] = cause;
          const rank = int(ranks, task);
          if (rank === TAKES_NO_TIME) {
            finish[task] = now;
            pushBusy(busy, busyCount++, now, task);
          } else {
            addRank(readyBits, rank);
            firstWord = Math.min(firstWord, rank >> 5);
            readyCount++;
          }
        }
      }
      for (; free > 0 && readyCount > 0; free--, readyCount--) {
        const rank = firstRank(readyBits, firstWord);
        deleteRank(readyBits, rank);
        firstWord = rank >> 5;
        const task = int(taskOf, rank);
        const until = now + time(durations, task);
        // Who was ready before now waited for a worker.
        if (time(finish, int(waitedFor, task)) !== now) waitedFor[task] = last;
        finish[task] = until;
        pushBusy(busy, busyCount++, until, task);
      }
    }
    return last;
  };
}
