import type { CompiledProblem } from '../problem/compile-problem.js';
import { boundWorkers, type BoundWorkers } from './bound-workers.js';

/** Nothing is missing. */
export const NOTHING = -1;

/** What is free now, while a plan is executed from moment to moment. */
export interface ResourceLedger {
  /** How much is free of each resource. */
  readonly free: Int32Array;
  /** The worker of each task that has begun; told only where tasks are bound to workers. */
  readonly workerOf?: Int32Array;
  /** Everything is free again. */
  reset(): void;
  /** The first resource of which a task needs more than there is now, or `NOTHING`. */
  missingFor(task: number): number;
  /** Gives a task all that it needs; nothing may be missing. */
  take(task: number): void;
  /** Gives it back, and names each resource of which there is more now. */
  giveBack(task: number, freed: (resource: number) => void): void;
}

/** A ledger in which everything is free. *Complexity*: linear in the demands of the task, for each call. */
export function resourceLedger(compiled: CompiledProblem): ResourceLedger {
  const { capacities, demandOffsets, demandResources, demandAmounts } = compiled;
  const free = capacities.slice();
  const bound: BoundWorkers | undefined = compiled.workerResources && boundWorkers(compiled, compiled.workerResources);

  return {
    free,
    ...(bound ? { workerOf: bound.workerOf } : {}),
    reset() {
      free.set(capacities);
      bound?.reset();
    },
    missingFor(task) {
      for (let slot = demandOffsets[task] ?? 0, end = demandOffsets[task + 1] ?? 0; slot < end; slot++) {
        const resource = demandResources[slot] ?? 0;
        if ((free[resource] ?? 0) < (demandAmounts[slot] ?? 0)) return resource;
      }
      return NOTHING;
    },
    take(task) {
      for (let slot = demandOffsets[task] ?? 0, end = demandOffsets[task + 1] ?? 0; slot < end; slot++) {
        const resource = demandResources[slot] ?? 0;
        free[resource] = (free[resource] ?? 0) - (demandAmounts[slot] ?? 0);
      }
      const worker = bound?.occupy(task) ?? NOTHING;
      if (worker !== NOTHING) free[worker] = 0;
    },
    giveBack(task, freed) {
      for (let slot = demandOffsets[task] ?? 0, end = demandOffsets[task + 1] ?? 0; slot < end; slot++) {
        const resource = demandResources[slot] ?? 0;
        free[resource] = (free[resource] ?? 0) + (demandAmounts[slot] ?? 0);
        freed(resource);
      }
      const worker = bound?.leave(task) ?? NOTHING;
      if (worker !== NOTHING) {
        free[worker] = 1;
        freed(worker);
      }
    },
  };
}
