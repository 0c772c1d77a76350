import { NOTHING, type ResourceLedger } from '../generation/resource-ledger.js';
import { int, time } from './columns.js';
import type { DemandKinds } from './demand-kinds.js';
import type { ExecutionNetwork } from './execution-network.js';
import { addRank, deleteRank } from './ready-bits.js';

/** Ready tasks, of which those start that fit. */
export interface FittingTasks {
  add(task: number, rank: number): void;
  /**
   * Gives what they need to at most `free` tasks, the smallest rank first, and starts them; `lacked` is what tasks of that kind
   * lacked last. *Returns* how many.
   */
  dispatch(free: number, start: (task: number, lacked: number) => void): number;
}

/**
 * Tries ready tasks by rank until none is left that may fit: where one task lacks something, all of its kind do, until
 * something is given back.
 */
export function fittingTasks(
  { taskOf, readyBits }: ExecutionNetwork,
  ledger: ResourceLedger,
  { count, kindOf }: DemandKinds,
): FittingTasks {
  const readyOfKind = new Int32Array(count);
  /** By kind, what was missing when a task of it was tried last. */
  const lackedOfKind = new Int32Array(count);
  /** By kind, the last dispatch in which a task of it lacked something. */
  const lackedAt = new Float64Array(count);
  let dispatches = 0;
  let readyCount = 0;
  /** No word before this one has a ready task. */
  let firstWord = 0;

  function add(task: number, rank: number): void {
    const kind = int(kindOf, task);
    readyOfKind[kind] = int(readyOfKind, kind) + 1;
    readyCount++;
    addRank(readyBits, rank);
    firstWord = Math.min(firstWord, rank >> 5);
  }

  function dispatch(free: number, start: (task: number, lacked: number) => void): number {
    dispatches++;
    let started = 0;
    let hopeful = readyCount; // ready tasks of kinds that lacked nothing yet
    for (let word = firstWord; hopeful > 0 && started < free; word++) {
      for (let bits = int(readyBits, word); bits !== 0 && started < free; bits &= bits - 1) {
        const rank = (word << 5) + 31 - Math.clz32(bits & -bits);
        const task = int(taskOf, rank);
        const kind = int(kindOf, task);
        if (time(lackedAt, kind) === dispatches) continue;
        const missing = ledger.missingFor(task);
        if (missing === NOTHING) {
          ledger.take(task);
          deleteRank(readyBits, rank);
          readyOfKind[kind] = int(readyOfKind, kind) - 1;
          hopeful--;
          started++;
          start(task, int(lackedOfKind, kind));
        } else {
          lackedAt[kind] = dispatches;
          lackedOfKind[kind] = missing;
          hopeful -= int(readyOfKind, kind);
        }
      }
      if (word === firstWord && int(readyBits, word) === 0) firstWord++;
    }
    readyCount -= started;
    return started;
  }
  return { add, dispatch };
}
