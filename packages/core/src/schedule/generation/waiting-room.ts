import { PriorityQueue } from '../priority-queue.js';

/** Where tasks wait that are ready but lack a resource: a queue for each resource, the smallest key first. */
export interface WaitingRoom {
  /**
   * After a task was tried: it started (`missing` -1) or goes to wait for what is missing. If it had been woken for a
   * resource of which something is left, the next one that waits for it is woken too, so that all are tried in order.
   */
  next(
    task: number,
    missing: number,
    state: { readonly free: Int32Array; readonly wake: (task: number) => void },
  ): void;
  /** Something was given back: wakes the first task that waits for it. */
  wakeFirst(resource: number, wake: (task: number) => void): void;
  /** All were tried: those that a smaller amount would have helped wait again. */
  settle(): void;
}

const NOT_WOKEN = -1;

/** An empty waiting room. *Complexity*: `O(log V)` for each wait and each wake-up; memory as much as ever waits. */
export function waitingRoom(resources: number, key: Float64Array, ranks: Int32Array): WaitingRoom {
  const queues = Array<PriorityQueue | undefined>(resources);
  const wokenFor = new Int32Array(key.length).fill(NOT_WOKEN);
  const aside: { readonly task: number; readonly resource: number }[] = [];

  function wait(task: number, resource: number): void {
    const queue = queues[resource] ?? new PriorityQueue(key, ranks);
    queues[resource] = queue;
    queue.push(task);
  }

  function wakeFirst(resource: number, wake: (task: number) => void): void {
    const task = queues[resource]?.pop();
    if (task === undefined) return;
    wokenFor[task] = resource;
    wake(task);
  }

  return {
    wakeFirst,
    next(task, missing, { free, wake }) {
      const resource = wokenFor[task] ?? NOT_WOKEN;
      wokenFor[task] = NOT_WOKEN;
      if (missing === resource && resource !== NOT_WOKEN) aside.push({ task, resource });
      else if (missing !== -1) wait(task, missing);
      if (resource !== NOT_WOKEN && (free[resource] ?? 0) > 0) wakeFirst(resource, wake);
    },
    settle() {
      for (const { task, resource } of aside) wait(task, resource);
      aside.length = 0;
    },
  };
}
