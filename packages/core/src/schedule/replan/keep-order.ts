import { milliseconds } from '../../model/duration.js';
import { at } from '../../graph/at.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from '../schedule.js';
import { bookings } from './bookings.js';
import { visitInOrder } from './in-order.js';
import { ANY_WORKER } from './wanted-slots.js';

/** In which order and on whom: tasks with `ANY_WORKER` go to whoever can begin them first. */
export interface OrderAndWorkers {
  /** Smallest first, as far as dependencies allow. */
  readonly keys: Float64Array;
  readonly worker: Int32Array;
  /** Earliest starts; left out: as early as possible. */
  readonly notBefore?: Float64Array;
}

/**
 * The schedule in which each worker does the same tasks in the same order, each as early as possible: what is late pushes
 * what follows, what is early lets it follow.
 *
 * *Ties*: equal keys by id; of workers the lowest number. *Complexity*: `O(E + V log V)`, more where resources are scarce.
 */
export function keepOrder(problem: SchedulingProblem, { keys, worker: wanted, notBefore }: OrderAndWorkers): Schedule {
  const { graph, workers = 0 } = problem;
  const start = new Float64Array(graph.size);
  const worker = new Int32Array(graph.size).fill(NO_WORKER);
  const freeFrom = new Float64Array(Math.max(1, workers));
  const booked = bookings(problem); // without workers: each is free from the end of their last task on
  let makespan = 0;

  visitInOrder(problem, keys, (task, ready) => {
    const duration = at(graph.durations, task);
    let from = Math.max(ready, notBefore?.[task] ?? 0);
    if (duration > 0 && workers > 0) {
      const by = at(wanted, task) === ANY_WORKER ? firstFree(freeFrom) : at(wanted, task);
      from = Math.max(from, at(freeFrom, by));
      worker[task] = by;
    }
    from = booked.firstFit(task, from, NO_WORKER);
    booked.book(task, { start: from, worker: NO_WORKER });
    start[task] = from;
    if (at(worker, task) !== NO_WORKER) freeFrom[at(worker, task)] = from + duration;
    makespan = Math.max(makespan, from + duration);
    return from + duration;
  });
  return {
    workers,
    makespan: milliseconds(makespan),
    worker,
    start,
    finish: start.map((time, task) => time + at(graph.durations, task)),
  };
}

/** Who is free first can begin first, whatever else has to be waited for. */
function firstFree(freeFrom: Float64Array): number {
  return freeFrom.indexOf(freeFrom.reduce((first, time) => Math.min(first, time), Infinity));
}
