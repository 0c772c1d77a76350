import type { CompiledProblem } from '../problem/compile-problem.js';
import { int, time } from './columns.js';

/** What is free of each resource, and who gave it back last. */
export class ResourceLedger {
  /** By task, its kind: tasks of one kind need the same, so where one lacks something, all do. */
  readonly kindOf: Int32Array;
  readonly kinds: number;
  /** The worker of each task that has begun; told only where tasks are bound to workers. */
  readonly workerOf: Int32Array | undefined;
  readonly #problem: CompiledProblem;
  readonly #free: Int32Array;
  readonly #givenBackBy: Int32Array;
  /** By kind, what was missing when a task of it was tried last. */
  readonly #missing: Int32Array;
  readonly #workIsOwn: Float64Array;
  readonly #workerIsFree: Int32Array;

  constructor(problem: CompiledProblem) {
    const { size, capacities, workers, workerResources } = problem;
    this.#problem = problem;
    this.#free = capacities.slice();
    this.#givenBackBy = new Int32Array(capacities.length);
    this.kindOf = kindsOf(problem);
    this.kinds = this.kindOf.reduce((most, kind) => Math.max(most, kind + 1), 0);
    this.#missing = new Int32Array(this.kinds);
    this.#workIsOwn = new Float64Array(workers);
    this.#workerIsFree = new Int32Array(workers);
    this.workerOf = workerResources ? new Int32Array(size) : undefined;
  }

  /** Everything is free again. */
  reset(): void {
    const { capacities, size, durations, boundTo } = this.#problem;
    this.#free.set(capacities);
    this.#workerIsFree.fill(1);
    this.#workIsOwn.fill(0);
    if (!boundTo) return;
    for (let task = 0; task < size; task++) {
      const worker = int(boundTo, task);
      if (worker >= 0) this.#workIsOwn[worker] = time(this.#workIsOwn, worker) + time(durations, task);
    }
  }

  /** Gives a task all that it needs, or nothing where something is missing. */
  take(task: number): boolean {
    const { demandOffsets, demandResources, demandAmounts } = this.#problem;
    const end = int(demandOffsets, task + 1);
    for (let slot = int(demandOffsets, task); slot < end; slot++) {
      const resource = int(demandResources, slot);
      if (int(this.#free, resource) >= int(demandAmounts, slot)) continue;
      this.#missing[int(this.kindOf, task)] = resource;
      return false;
    }
    for (let slot = int(demandOffsets, task); slot < end; slot++) {
      const resource = int(demandResources, slot);
      this.#free[resource] = int(this.#free, resource) - int(demandAmounts, slot);
    }
    if (this.workerOf) this.#occupyWorker(task, this.workerOf);
    return true;
  }

  giveBack(task: number): void {
    const { demandOffsets, demandResources, demandAmounts } = this.#problem;
    for (let slot = int(demandOffsets, task), end = int(demandOffsets, task + 1); slot < end; slot++) {
      const resource = int(demandResources, slot);
      this.#free[resource] = int(this.#free, resource) + int(demandAmounts, slot);
      this.#givenBackBy[resource] = task;
    }
    if (this.workerOf) this.#freeWorker(task, this.workerOf);
  }

  /** Who gave back last what tasks of this kind lacked when one was tried last. */
  giverOf(kind: number): number {
    return int(this.#givenBackBy, int(this.#missing, kind));
  }

  /** A bound task gets its own worker, any other the free one with the least work of its own left. */
  #occupyWorker(task: number, workerOf: Int32Array): void {
    const { boundTo, durations } = this.#problem;
    const bound = boundTo ? int(boundTo, task) : -1;
    const worker = bound >= 0 ? bound : this.#leastBound();
    workerOf[task] = worker;
    this.#workerIsFree[worker] = 0;
    if (bound >= 0) this.#workIsOwn[worker] = time(this.#workIsOwn, worker) - time(durations, task);
    else this.#changeWorkerResource(worker, task, -1);
  }

  #freeWorker(task: number, workerOf: Int32Array): void {
    const { boundTo } = this.#problem;
    const worker = int(workerOf, task);
    this.#workerIsFree[worker] = 1;
    if (!boundTo || int(boundTo, task) < 0) this.#changeWorkerResource(worker, task, 1);
  }

  /** Who works on an unbound task is missing to those that are bound to them. */
  #changeWorkerResource(worker: number, task: number, change: 1 | -1): void {
    const resource = this.#problem.workerResources ? int(this.#problem.workerResources, worker) : -1;
    if (resource < 0) return;
    this.#free[resource] = int(this.#free, resource) + change;
    if (change === 1) this.#givenBackBy[resource] = task;
  }

  #leastBound(): number {
    let best = -1;
    for (let worker = 0; worker < this.#workerIsFree.length; worker++) {
      if (int(this.#workerIsFree, worker) === 0) continue;
      if (best === -1 || time(this.#workIsOwn, worker) < time(this.#workIsOwn, best)) best = worker;
    }
    return best;
  }
}

/** Numbers kinds in the order in which they come. *Complexity*: linear in the demands. */
function kindsOf({ size, demandOffsets, demandResources, demandAmounts }: CompiledProblem): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: size }, (_, task) => {
    const [from, to] = [int(demandOffsets, task), int(demandOffsets, task + 1)];
    const key = `${demandResources.subarray(from, to).join()} ${demandAmounts.subarray(from, to).join()}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}
