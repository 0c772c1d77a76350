import { milliseconds, type Milliseconds } from '../model/duration.js';
import { degrees } from '../graph/adjacency.js';
import { at } from '../graph/at.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { checkWorkers } from './check-workers.js';
import { levels } from './levels.js';
import { PriorityQueue } from './priority-queue.js';
import { WorkerPool } from './worker-pool.js';

/** The worker of a task that takes no time, and so none of anybody's. */
export const NO_WORKER = -1;

/** Who does what when. *Units*: milliseconds from the start of the plan. */
export interface Schedule {
  readonly workers: number;
  /** Finish of the last task. */
  readonly makespan: Milliseconds;
  /** From 0; -1 for milestones and tasks of duration 0. */
  readonly worker: Int32Array;
  readonly start: Float64Array;
  readonly finish: Float64Array;
}

/**
 * Schedules the graph on identical workers: whenever a worker is free, it takes the ready task of highest priority.
 * Never longer than `makespanUpperBound`, whatever the priorities are.
 *
 * Milestones and tasks of duration 0 are done the moment what they wait for is, and take no worker.
 *
 * *Ties*: of equal priorities the smaller id; of free workers the lowest number.
 * *Complexity*: `O((V + E) log V)`. *Throws* `RangeError` for workers that are not a whole number ≥ 1 or priorities that
 * are not one for each node. *Source*: Graham 1966; bottom level as priority: Hu 1961.
 */
export function listSchedule(
  graph: TaskGraph,
  workers: number,
  priority: Float64Array = levels(graph).bottomLevel,
): Schedule {
  checkWorkers(workers);
  const { size, durations } = graph;
  if (priority.length !== size) throw new RangeError(`priority must have ${size} entries, got ${priority.length}`);

  const worker = new Int32Array(size).fill(NO_WORKER);
  const start = new Float64Array(size);
  const finish = new Float64Array(size);
  const waitingFor = degrees(graph.predecessors);
  const ready = new PriorityQueue(
    priority.map((value) => -value),
    graph.idRanks,
  );
  const pool = new WorkerPool(Math.min(workers, size));

  let now = 0;
  const admit = (task: number, done: number[]): void => {
    if (at(durations, task) > 0) {
      ready.push(task);
      return;
    }
    start[task] = finish[task] = now;
    done.push(task);
  };
  /** Lets everything start that waited for these tasks only, and for what is done at once with them. */
  const release = (done: number[]): void => {
    const { offsets, targets } = graph.successors;
    for (let task = done.pop(); task !== undefined; task = done.pop()) {
      for (let slot = at(offsets, task), end = at(offsets, task + 1); slot < end; slot++) {
        const successor = at(targets, slot);
        const left = at(waitingFor, successor) - 1;
        waitingFor[successor] = left;
        if (left === 0) admit(successor, done);
      }
    }
  };

  const doneAtOnce: number[] = [];
  // Looked up before anything is released: what is released admits itself.
  const sources = graph.order.filter((task) => waitingFor[task] === 0);
  for (const task of sources) admit(task, doneAtOnce);
  release(doneAtOnce);
  for (;;) {
    while (pool.hasFree) {
      const task = ready.pop();
      if (task === undefined) break;
      start[task] = now;
      finish[task] = now + at(durations, task);
      worker[task] = pool.assign(task, at(finish, task));
    }
    const next = pool.nextFinish;
    if (next === undefined) break;
    now = next;
    release(pool.finishAt(now));
  }
  return { workers, makespan: milliseconds(now), worker, start, finish };
}
