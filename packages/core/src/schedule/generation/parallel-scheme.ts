import { PriorityQueue } from '../priority-queue.js';
import type { CompiledProblem } from '../problem/compile-problem.js';
import type { GenerationScheme } from './serial-scheme.js';
import { waitingRoom } from './waiting-room.js';

/** Workers of the schedule that was built last; told only where tasks are bound to workers. */
export interface ParallelScheme {
  readonly build: GenerationScheme;
  readonly workerOf?: Int32Array;
}

/**
 * The parallel generation scheme: from moment to moment, whatever is ready and fits starts, the smallest key first. What
 * does not fit waits for its resource, so that nobody is asked again before something was given back.
 *
 * An unbound task takes the free worker with the least work of its own left.
 *
 * *Ties*: smaller id; of workers the lowest number. *Complexity*: `O((V + E) log V)` where workers alone are scarce.
 * *Source*: Bedworth & Bailey 1982; Kolisch 1996.
 */
export function parallelScheme(compiled: CompiledProblem): ParallelScheme {
  const { size, durations, predecessors, successors, capacities, running, workers } = compiled;
  const { demandOffsets, demandResources, demandAmounts } = compiled;
  const free = new Int32Array(capacities.length);
  const waiting = new Int32Array(size);
  const key = new Float64Array(size);
  const finish = new Float64Array(size);
  const ready = new PriorityQueue(key, compiled.idRanks);
  const busy = new PriorityQueue(finish, compiled.idRanks);
  const parked = waitingRoom(capacities.length, key, compiled.idRanks);
  const pool = compiled.workerResources ? boundWorkers(compiled, compiled.workerResources) : undefined;
  const doneAtOnce: number[] = [];
  let now = 0;
  let starts: Float64Array = finish; // of the schedule that is being built

  function admit(task: number): void {
    if ((durations[task] ?? 0) > 0) ready.push(task);
    else {
      starts[task] = now;
      doneAtOnce.push(task);
    }
  }

  /** Lets everything start that waited for this task only, and for what is done at once with it. */
  function release(done: number): void {
    doneAtOnce.push(done);
    for (let task = doneAtOnce.pop(); task !== undefined; task = doneAtOnce.pop()) {
      for (let slot = successors.offsets[task] ?? 0, end = successors.offsets[task + 1] ?? 0; slot < end; slot++) {
        const successor = successors.targets[slot] ?? 0;
        const left = (waiting[successor] ?? 0) - 1;
        waiting[successor] = left;
        if (left === 0) admit(successor);
      }
    }
  }

  /** The resource that is missing for the task, or -1. */
  function missingFor(task: number): number {
    for (let slot = demandOffsets[task] ?? 0, end = demandOffsets[task + 1] ?? 0; slot < end; slot++) {
      const resource = demandResources[slot] ?? 0;
      if ((free[resource] ?? 0) < (demandAmounts[slot] ?? 0)) return resource;
    }
    return -1;
  }

  function take(task: number, sign: 1 | -1): void {
    for (let slot = demandOffsets[task] ?? 0, end = demandOffsets[task + 1] ?? 0; slot < end; slot++) {
      const resource = demandResources[slot] ?? 0;
      free[resource] = (free[resource] ?? 0) - sign * (demandAmounts[slot] ?? 0);
    }
    pool?.take(task, free, sign);
  }

  function dispatch(): void {
    const wake = (task: number): void => ready.push(task);
    while (workers === 0 || (free[0] ?? 0) > 0) {
      const task = ready.pop();
      if (task === undefined) break;
      const missing = missingFor(task);
      if (missing === -1) {
        take(task, 1);
        starts[task] = now;
        finish[task] = now + (durations[task] ?? 0);
        busy.push(task);
      }
      parked.next(task, missing, { free, wake });
    }
    parked.settle();
  }

  function giveBack(task: number): void {
    take(task, -1);
    for (let slot = demandOffsets[task] ?? 0, end = demandOffsets[task + 1] ?? 0; slot < end; slot++) {
      parked.wakeFirst(demandResources[slot] ?? 0, (woken) => ready.push(woken));
    }
    const own = pool?.resourceOf(task) ?? -1;
    if (own >= 0) parked.wakeFirst(own, (woken) => ready.push(woken));
  }

  function reset(keys: Float64Array): void {
    now = 0;
    free.set(capacities);
    pool?.reset();
    for (let task = 0; task < size; task++) {
      key[task] = running?.[task] === 1 ? -Infinity : (keys[task] ?? 0);
      waiting[task] = (predecessors.offsets[task + 1] ?? 0) - (predecessors.offsets[task] ?? 0);
    }
  }

  function build(keys: Float64Array, start: Float64Array): number {
    reset(keys);
    starts = start;
    // Looked up before anything is released: what is released admits itself.
    const sources = compiled.order.filter((task) => waiting[task] === 0);
    for (const task of sources) {
      if ((durations[task] ?? 0) > 0) ready.push(task);
      else {
        start[task] = 0;
        release(task);
      }
    }
    for (;;) {
      dispatch();
      const first = busy.peek();
      if (first === undefined) return now;
      now = finish[first] ?? 0;
      for (let task = busy.peek(); task !== undefined && finish[task] === now; task = busy.peek()) {
        busy.pop();
        giveBack(task);
        release(task);
      }
    }
  }
  return pool ? { build, workerOf: pool.workerOf } : { build };
}

/** Who is free, where it matters who. */
function boundWorkers(compiled: CompiledProblem, resources: Int32Array) {
  const { workers, boundTo, size, durations } = compiled;
  const workerOf = new Int32Array(size).fill(-1);
  const isFree = new Uint8Array(workers);
  const ownWork = new Float64Array(workers);

  /** The free worker with the least work of its own left. */
  function choose(): number {
    let best = -1;
    for (let worker = 0; worker < workers; worker++) {
      if (isFree[worker] === 1 && (best === -1 || (ownWork[worker] ?? 0) < (ownWork[best] ?? 0))) best = worker;
    }
    return best;
  }

  return {
    workerOf,
    reset(): void {
      isFree.fill(1);
      ownWork.fill(0);
      for (let task = 0; task < size; task++) {
        const worker = boundTo?.[task] ?? -1;
        if (worker >= 0) ownWork[worker] = (ownWork[worker] ?? 0) + (durations[task] ?? 0);
      }
    },
    /** Occupies (1) or frees (-1) the worker of a task. The demands of bound tasks hold their worker already. */
    take(task: number, free: Int32Array, sign: 1 | -1): void {
      const bound = boundTo?.[task] ?? -1;
      if (sign === 1) workerOf[task] = bound >= 0 ? bound : choose();
      const worker = workerOf[task] ?? -1;
      isFree[worker] = sign === 1 ? 0 : 1;
      if (bound >= 0) ownWork[worker] = (ownWork[worker] ?? 0) - (sign === 1 ? (durations[task] ?? 0) : 0);
      const resource = resources[worker] ?? -1;
      if (bound < 0 && resource >= 0) free[resource] = (free[resource] ?? 0) - sign;
    },
    resourceOf: (task: number): number => resources[workerOf[task] ?? -1] ?? -1,
  };
}
