import { at } from '../../graph/at.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from '../schedule.js';
import { bookings, type Bookings, type Slot } from './bookings.js';
import { visitInOrder } from './in-order.js';
import { keepOrder } from './keep-order.js';
import { ANY_WORKER, type WantedSlots } from './wanted-slots.js';

/**
 * The schedule in which every task keeps its wanted start and worker, if what it waits for is done by then, and the others go
 * into the first gaps that are left: whatever does not depend on a late task stays where it was. Then these others (or all,
 * where `movesUp`) move up as far as they can without changing places.
 *
 * *Ties*: tasks by wanted start, then id; of workers that can begin a task together first the wanted one, then the lowest
 * number. *Complexity*: `O(E + V log V)`, and for each task without its slot one look at each worker, up to the first gap that
 * is found.
 */
export function fillGaps(problem: SchedulingProblem, wanted: WantedSlots, movesUp: boolean): Schedule {
  const { graph, needs, workers = 0 } = problem;
  const booked = bookings(problem);
  const start = new Float64Array(graph.size);
  const worker = new Int32Array(graph.size).fill(NO_WORKER);
  const notBefore = new Float64Array(graph.size);
  const reserved = reserve(problem, wanted, booked);

  visitInOrder(problem, wanted.start, (task, ready) => {
    const own: Slot = { start: at(wanted.start, task), worker: workers === 0 ? NO_WORKER : at(wanted.worker, task) };
    let slot = own;
    if (at(graph.durations, task) === 0) slot = { start: ready, worker: NO_WORKER };
    else if (needs.get(task)?.running) slot = { start: 0, worker: own.worker };
    else if (reserved[task] === 1 && ready <= own.start) notBefore[task] = movesUp ? 0 : own.start;
    else {
      if (reserved[task] === 1) booked.giveBack(task, own);
      slot = firstGap(task, ready, { problem, wanted, booked });
      booked.book(task, slot);
    }
    start[task] = slot.start;
    worker[task] = slot.worker;
    return slot.start + at(graph.durations, task);
  });
  return keepOrder(problem, { keys: start, worker, notBefore });
}

/** Books what runs, and every wanted slot that is free; 1 for tasks that have theirs. */
function reserve({ graph, needs, workers = 0 }: SchedulingProblem, wanted: WantedSlots, booked: Bookings): Uint8Array {
  const reserved = new Uint8Array(graph.size);
  const workerOf = (task: number): number => (workers === 0 ? NO_WORKER : at(wanted.worker, task));
  for (const [task, need] of needs) if (need.running) booked.book(task, { start: 0, worker: workerOf(task) });
  const open = Array.from(graph.order).filter((task) => wanted.isOpen[task] === 1);
  open.sort((a, b) => at(wanted.start, a) - at(wanted.start, b) || at(graph.idRanks, a) - at(graph.idRanks, b));
  for (const task of open) {
    const slot = { start: at(wanted.start, task), worker: workerOf(task) };
    if (booked.firstFit(task, slot.start, slot.worker) !== slot.start) continue;
    booked.book(task, slot);
    reserved[task] = 1;
  }
  return reserved;
}

function firstGap(
  task: number,
  ready: number,
  {
    problem,
    wanted,
    booked,
  }: { readonly problem: SchedulingProblem; readonly wanted: WantedSlots; readonly booked: Bookings },
): Slot {
  const { workers = 0, needs } = problem;
  if (workers === 0) return { start: booked.firstFit(task, ready, NO_WORKER), worker: NO_WORKER };
  const bound = needs.get(task)?.worker;
  if (bound !== undefined) return { start: booked.firstFit(task, ready, bound), worker: bound };
  const own = at(wanted.worker, task);
  // Times are whole: not before `start + 1` is later than `start`.
  const isOwnFree = own !== ANY_WORKER && booked.firstFit(task, ready, own, ready + 1) === ready;
  if (isOwnFree) return { start: ready, worker: own };
  const other = firstOf(workers, ready, (worker, limit) =>
    worker === own ? Infinity : booked.firstFit(task, ready, worker, limit),
  );
  if (own === ANY_WORKER || other.start === ready) return other;
  const start = booked.firstFit(task, ready, own, other.start + 1);
  return start <= other.start ? { start, worker: own } : other;
}

/** Who of the workers can begin first; nobody can before `ready`, and who cannot before `limit` need not say when. */
function firstOf(workers: number, ready: number, startOn: (worker: number, limit: number) => number): Slot {
  let best: Slot = { start: Infinity, worker: 0 };
  for (let worker = 0; worker < workers && best.start > ready; worker++) {
    const start = startOn(worker, best.start);
    if (start < best.start) best = { start, worker };
  }
  return best;
}
