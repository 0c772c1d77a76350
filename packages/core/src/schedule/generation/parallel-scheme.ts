import { PriorityQueue } from '../priority-queue.js';
import type { CompiledProblem } from '../problem/compile-problem.js';
import { NOTHING, resourceLedger } from './resource-ledger.js';
import type { GenerationScheme } from './serial-scheme.js';
import { waitingRoom } from './waiting-room.js';

/** The scheme, and the workers of the schedule that it built last; these only where tasks are bound to workers. */
export interface ParallelScheme {
  readonly build: GenerationScheme;
  readonly workerOf?: Int32Array;
}

/**
 * The parallel generation scheme: from moment to moment, whatever is ready and fits starts, the smallest key first. What
 * does not fit waits for its resource, so that nobody is asked again before something was given back.
 *
 * *Ties*: smaller id; workers as `boundWorkers` says. *Complexity*: `O((V + E) log V)` where workers alone are scarce.
 * *Source*: Bedworth & Bailey 1982; Kolisch 1996.
 */
export function parallelScheme(compiled: CompiledProblem): ParallelScheme {
  const { size, durations, predecessors, successors, running, workers } = compiled;
  const ledger = resourceLedger(compiled);
  const waiting = new Int32Array(size);
  const key = new Float64Array(size);
  const finish = new Float64Array(size);
  const ready = new PriorityQueue(key, compiled.idRanks);
  const busy = new PriorityQueue(finish, compiled.idRanks);
  const wake = (task: number): void => {
    ready.push(task);
  };
  const lacking = waitingRoom({ free: ledger.free, key, ranks: compiled.idRanks, wake });
  const doneAtOnce: number[] = [];

  /** Lets everything start that waited for this task only, and for what is done at once with it. */
  function release(done: number, now: number, start: Float64Array): void {
    doneAtOnce.push(done);
    for (let task = doneAtOnce.pop(); task !== undefined; task = doneAtOnce.pop()) {
      for (let slot = successors.offsets[task] ?? 0, end = successors.offsets[task + 1] ?? 0; slot < end; slot++) {
        const successor = successors.targets[slot] ?? 0;
        const left = (waiting[successor] ?? 0) - 1;
        waiting[successor] = left;
        if (left === 0) admit(successor, now, start);
      }
    }
  }

  function admit(task: number, now: number, start: Float64Array): void {
    start[task] = now;
    if ((durations[task] ?? 0) > 0) ready.push(task);
    else doneAtOnce.push(task);
  }

  function dispatch(now: number, start: Float64Array): void {
    while (workers === 0 || (ledger.free[0] ?? 0) > 0) {
      const task = ready.pop();
      if (task === undefined) break;
      const missing = ledger.missingFor(task);
      if (missing === NOTHING) {
        ledger.take(task);
        start[task] = now;
        finish[task] = now + (durations[task] ?? 0);
        busy.push(task);
      }
      lacking.tried(task, missing);
    }
    lacking.settle();
  }

  function begin(keys: Float64Array, start: Float64Array): void {
    ledger.reset();
    const sources: number[] = [];
    for (let task = 0; task < size; task++) {
      // What is running goes first, whatever the keys say: all of it fits at the start.
      key[task] = running?.[task] === 1 ? -Infinity : (keys[task] ?? 0);
      const count = (predecessors.offsets[task + 1] ?? 0) - (predecessors.offsets[task] ?? 0);
      waiting[task] = count;
      if (count === 0) sources.push(task);
    }
    // Looked up before anything is released: what is released admits itself.
    for (const task of sources) {
      admit(task, 0, start);
      const done = doneAtOnce.pop();
      if (done !== undefined) release(done, 0, start);
    }
  }

  function build(keys: Float64Array, start: Float64Array): number {
    begin(keys, start);
    for (let now = 0; ;) {
      dispatch(now, start);
      const first = busy.peek();
      if (first === undefined) return now;
      now = finish[first] ?? 0;
      for (let task = busy.peek(); task !== undefined && finish[task] === now; task = busy.peek()) {
        busy.pop();
        ledger.giveBack(task, lacking.wakeFirst);
        release(task, now, start);
      }
    }
  }
  return ledger.workerOf ? { build, workerOf: ledger.workerOf } : { build };
}
