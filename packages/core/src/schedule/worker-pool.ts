import { at } from '../graph/at.js';
import { PriorityQueue } from './priority-queue.js';

/**
 * Identical workers: who is free, who is busy until when.
 *
 * *Ties*: the lowest-numbered free worker is taken. *Complexity*: `O(log workers)` a call.
 */
export class WorkerPool {
  readonly #busyUntil: Float64Array;
  readonly #taskOf: Int32Array;
  readonly #free: PriorityQueue;
  readonly #busy: PriorityQueue;

  constructor(workers: number) {
    const numbers = Int32Array.from({ length: workers }, (_, worker) => worker);
    this.#busyUntil = new Float64Array(workers);
    this.#taskOf = new Int32Array(workers);
    this.#free = new PriorityQueue(new Float64Array(workers), numbers);
    this.#busy = new PriorityQueue(this.#busyUntil, numbers);
    for (const worker of numbers) this.#free.push(worker);
  }

  get hasFree(): boolean {
    return this.#free.size > 0;
  }

  /** When the next busy worker is done; undefined when all are free. */
  get nextFinish(): number | undefined {
    const worker = this.#busy.peek();
    return worker === undefined ? undefined : this.#busyUntil[worker];
  }

  /** Gives a task to the lowest-numbered free worker and returns that worker. *Throws* `RangeError` when none is free. */
  assign(task: number, until: number): number {
    const worker = this.#free.pop();
    if (worker === undefined) throw new RangeError(`no worker is free for task ${task}`);
    this.#taskOf[worker] = task;
    this.#busyUntil[worker] = until;
    this.#busy.push(worker);
    return worker;
  }

  /** Frees every worker that is done at `time`; returns the tasks that they did. */
  finishAt(time: number): number[] {
    const tasks = [];
    while (this.nextFinish === time) {
      const worker = this.#busy.pop() ?? -1;
      tasks.push(at(this.#taskOf, worker));
      this.#free.push(worker);
    }
    return tasks;
  }
}
