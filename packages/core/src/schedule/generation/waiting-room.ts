import { PriorityQueue } from '../priority-queue.js';
import { NOTHING } from './resource-ledger.js';

/** Where tasks wait that are ready but lack a resource: a queue for each resource, the smallest key first. */
export interface WaitingRoom {
  /**
   * A task was tried: it began (`missing` is `NOTHING`), or waits for what is missing. If it had been woken for a resource
   * of which something is left, the next one that waits for it is woken too, so that all are tried in order.
   */
  tried(task: number, missing: number): void;
  /** Something was given back: wakes the first task that waits for it. */
  readonly wakeFirst: (resource: number) => void;
  /** All were tried: those for whom what was given back is not enough wait again. */
  settle(): void;
}

/** What a waiting room knows of the tasks and resources. */
export interface WaitingRoomOptions {
  /** How much is free of each resource now. */
  readonly free: Int32Array;
  readonly key: Float64Array;
  readonly ranks: Int32Array;
  readonly wake: (task: number) => void;
}

/** An empty waiting room. *Complexity*: `O(log V)` for each wait and each wake-up; memory as much as ever waits. */
export function waitingRoom({ free, key, ranks, wake }: WaitingRoomOptions): WaitingRoom {
  const queues = Array<PriorityQueue | undefined>(free.length);
  const wokenFor = new Int32Array(key.length).fill(NOTHING);
  const aside: { readonly task: number; readonly resource: number }[] = [];

  function wait(task: number, resource: number): void {
    const queue = queues[resource] ?? new PriorityQueue(key, ranks);
    queues[resource] = queue;
    queue.push(task);
  }

  function wakeFirst(resource: number): void {
    const task = queues[resource]?.pop();
    if (task === undefined) return;
    wokenFor[task] = resource;
    wake(task);
  }

  return {
    wakeFirst,
    tried(task, missing) {
      const resource = wokenFor[task] ?? NOTHING;
      wokenFor[task] = NOTHING;
      if (missing === resource && resource !== NOTHING) aside.push({ task, resource });
      else if (missing !== NOTHING) wait(task, missing);
      if (resource !== NOTHING && (free[resource] ?? 0) > 0) wakeFirst(resource);
    },
    settle() {
      for (const { task, resource } of aside) wait(task, resource);
      aside.length = 0;
    },
  };
}
