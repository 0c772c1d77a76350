import type { CompiledProblem } from '../problem/compile-problem.js';

/** Who is free, where it matters who because tasks are bound to workers. */
export interface BoundWorkers {
  /** The worker of each task that has begun. */
  readonly workerOf: Int32Array;
  reset(): void;
  /** Gives a task its worker. *Returns* the resource that stands for the worker where the task does not demand it itself, else -1. */
  occupy(task: number): number;
  /** Frees the worker of a task. *Returns* as `occupy`. */
  leave(task: number): number;
}

const NOBODY = -1;

/**
 * A bound task gets its own worker, any other the free one with the least work of its own left.
 *
 * *Ties*: the lowest number. *Complexity*: linear in the workers for each unbound task.
 */
export function boundWorkers(compiled: CompiledProblem, resources: Int32Array): BoundWorkers {
  const { workers, boundTo, size, durations } = compiled;
  const workerOf = new Int32Array(size).fill(NOBODY);
  const isFree = new Uint8Array(workers);
  const ownWork = new Float64Array(workers);
  const ownOf = (task: number): number => boundTo?.[task] ?? NOBODY;

  function leastBound(): number {
    let best = NOBODY;
    for (let worker = 0; worker < workers; worker++) {
      if (isFree[worker] === 1 && (best === NOBODY || (ownWork[worker] ?? 0) < (ownWork[best] ?? 0))) best = worker;
    }
    return best;
  }

  return {
    workerOf,
    reset() {
      isFree.fill(1);
      ownWork.fill(0);
      for (let task = 0; task < size; task++) {
        const worker = ownOf(task);
        if (worker !== NOBODY) ownWork[worker] = (ownWork[worker] ?? 0) + (durations[task] ?? 0);
      }
    },
    occupy(task) {
      const own = ownOf(task);
      const worker = own === NOBODY ? leastBound() : own;
      workerOf[task] = worker;
      isFree[worker] = 0;
      if (own !== NOBODY) ownWork[own] = (ownWork[own] ?? 0) - (durations[task] ?? 0);
      return own === NOBODY ? (resources[worker] ?? NOBODY) : NOBODY;
    },
    leave(task) {
      const worker = workerOf[task] ?? NOBODY;
      isFree[worker] = 1;
      return ownOf(task) === NOBODY ? (resources[worker] ?? NOBODY) : NOBODY;
    },
  };
}
