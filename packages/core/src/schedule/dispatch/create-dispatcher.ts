import { at, itemAt } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { compareText } from '../../model/compare-text.js';
import { levels } from '../levels.js';
import type { SchedulingProblem } from '../problem/problem.js';
import { dispatchDemands, type NumberedDemand } from './dispatch-demands.js';
import type { Dispatcher } from './dispatcher.js';
import { allows, reserve, type Reservation } from './reservation.js';
import { runningTasks } from './running-tasks.js';

/** What decides between ready tasks, besides the problem. */
export interface DispatcherOptions {
  /** By task index, the largest first; left out: bottom levels. Ties break by id. */
  readonly priority?: Float64Array;
  /** Ids of tasks that run until the run ends: servers. */
  readonly continuous?: ReadonlySet<string>;
}

/** So often a task is overtaken after the time at which it should have started. */
export const MOST_OVERTAKES = 16;

/**
 * Decides from moment to moment, by what is really running, which ready task starts next: list scheduling with EASY
 * backfilling.
 *
 * - A task starts only when all that it needs is free, and takes it all at once. Who waits holds nothing, so tasks cannot
 *   wait for each other in a circle.
 * - The first ready task that is held back gets a reservation at its shadow time: when it could start, by the planned
 *   finishes of what runs. A task behind it may start before it only where it is planned to end by then, or takes what is
 *   left over then.
 * - Whatever the estimates say: once the earliest shadow time that a task ever had is past, at most `MOST_OVERTAKES` tasks
 *   behind it start that need a resource which it needs. From then on these wait until it has started.
 * - Where nothing runs, the first ready task starts: one that needs more than there is takes all there is (`withinCapacities`).
 *   Only a server, which does not end, can keep a task waiting for ever: who asks must see to that.
 *
 * A task that the problem does not know is never held back. `ready` must be sorted by `compare`, and the task that `next`
 * names must be told to `start` before `next` is asked again. Workers are not counted: who asks has one to spare.
 *
 * *Complexity*: `next` is `O(1)` where the first ready task can start; else linear in the tasks that it passes, and
 * `O(r log r)` in the running ones. *Ties*: by id. *Source*: Graham 1966; Lifka 1995.
 */
export function createDispatcher(problem: SchedulingProblem, options: DispatcherOptions = {}): Dispatcher {
  const { graph } = problem;
  const { ids, indexOf } = graph;
  const place = places(graph, options.priority ?? levels(graph).bottomLevel);
  const demands = dispatchDemands(problem);
  const running = runningTasks(graph, demands, options.continuous);
  let passed: readonly number[] = []; // held back at the last call of `next`
  const wasHeld = new Uint8Array(graph.size);
  const shadow = new Float64Array(graph.size).fill(Infinity); // the earliest that each task ever had
  const overtaken = new Uint8Array(graph.size);

  function reserveFor(task: number, wanted: readonly NumberedDemand[], nowMs: number): Reservation {
    const reservation = reserve(wanted, running.all(), { free: running.free, nowMs });
    // Where nobody knows when it can start, its time is now.
    const { atMs } = reservation;
    shadow[task] = Math.min(at(shadow, task), atMs === Infinity ? nowMs : atMs);
    return reservation;
  }

  /** A task behind those that were passed over has started. */
  function countOvertaken(id: string, taken: readonly NumberedDemand[], nowMs: number): void {
    const own = at(place, indexOf.get(id) ?? 0);
    const resources = new Set(taken.map(({ resource }) => resource));
    for (const task of passed) {
      if (at(place, task) >= own || at(shadow, task) > nowMs || at(overtaken, task) >= MOST_OVERTAKES) continue;
      if (demands.of.get(task)?.some(({ resource }) => resources.has(resource))) {
        overtaken[task] = at(overtaken, task) + 1;
      }
    }
  }

  /** The first task that may start, and those before it, which may not. */
  function choose(ready: readonly string[], nowMs: number): { readonly id?: string; readonly held: number[] } {
    const held: number[] = [];
    const blocked = new Set<number>(); // what tasks need that were overtaken too often
    let reservation: Reservation | undefined;
    const mayStart = (id: string, wanted: readonly NumberedDemand[]): boolean =>
      running.fits(wanted) &&
      !wanted.some(({ resource }) => blocked.has(resource)) &&
      (!reservation || allows(reservation, running.entry(id, nowMs)));

    for (const id of ready) {
      const task = indexOf.get(id);
      const wanted = task === undefined ? undefined : demands.of.get(task);
      if (task === undefined || !wanted || mayStart(id, wanted)) return { id, held };
      held.push(task);
      reservation ??= reserveFor(task, wanted, nowMs);
      if (at(overtaken, task) >= MOST_OVERTAKES) for (const { resource } of wanted) blocked.add(resource);
    }
    return { held };
  }

  return {
    compare(a, b) {
      const [left, right] = [indexOf.get(a), indexOf.get(b)];
      if (left !== undefined && right !== undefined) return at(place, left) - at(place, right);
      return left === right ? compareText(a, b) : left === undefined ? 1 : -1;
    },
    next(ready, nowMs) {
      const { id, held } = choose(ready, nowMs);
      for (const task of held) wasHeld[task] = 1;
      passed = held;
      return id;
    },
    start(id, nowMs) {
      const taken = running.start(id, nowMs);
      if (taken.length > 0) countOvertaken(id, taken, nowMs);
    },
    finish(id) {
      running.finish(id);
    },
    heldBack() {
      return ids.filter((_, task) => wasHeld[task] === 1).sort(compareText);
    },
  };
}

/** Place of each task among all, the most urgent first. */
function places({ size, idRanks }: TaskGraph, priority: Float64Array): Int32Array {
  if (priority.length !== size) throw new RangeError(`priority must have ${size} entries, got ${priority.length}`);
  const order = Array.from({ length: size }, (_, task) => task);
  order.sort((a, b) => at(priority, b) - at(priority, a) || at(idRanks, a) - at(idRanks, b));
  const place = new Int32Array(size);
  for (const position of order.keys()) place[itemAt(order, position)] = position;
  return place;
}
