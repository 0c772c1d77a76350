import { at } from '../../graph/at.js';
import { totalDemands, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER } from '../schedule.js';
import { timeline, type Timeline } from './timeline.js';

/** When and with whom a task runs. */
export interface Slot {
  readonly start: number;
  readonly worker: number;
}

/** Who and what is taken when, while a schedule is put together. Tasks that take no time need nothing. */
export interface Bookings {
  /**
   * The first time, from `from` on, at which all that the task needs is free; `worker` -1 where nobody needs one. Infinity
   * where that is not before `limit`: nobody looks further.
   */
  readonly firstFit: (task: number, from: number, worker: number, limit?: number) => number;
  readonly book: (task: number, slot: Slot) => void;
  readonly giveBack: (task: number, slot: Slot) => void;
}

/** Nothing is booked yet. */
export function bookings(problem: SchedulingProblem): Bookings {
  const { durations } = problem.graph;
  const workers = new Map<number, Timeline>();
  const workerLine = (worker: number): Timeline => {
    const known = workers.get(worker) ?? timeline(1);
    workers.set(worker, known);
    return known;
  };
  const demands = demandsOf(problem);

  function linesOf(task: number, worker: number): readonly Taking[] {
    const own = demands.get(task) ?? NOTHING;
    return worker === NO_WORKER ? own : [...own, { line: workerLine(worker), amount: 1 }];
  }
  function change(task: number, { start, worker }: Slot, sign: 1 | -1): void {
    const finish = start + at(durations, task);
    for (const { line, amount } of linesOf(task, worker)) line.book(start, finish, sign * amount);
  }
  return {
    firstFit(task, from, worker, limit = Infinity) {
      const lines = linesOf(task, worker);
      const duration = at(durations, task);
      let start = from;
      for (let before = NaN; start !== before;) {
        before = start;
        for (const { line, amount } of lines) start = line.firstFit(start, duration, amount, limit);
      }
      return start < limit ? start : Infinity;
    },
    book: (task, slot) => {
      change(task, slot, 1);
    },
    giveBack: (task, slot) => {
      change(task, slot, -1);
    },
  };
}

interface Taking {
  readonly line: Timeline;
  readonly amount: number;
}

const NOTHING: readonly Taking[] = [];

function demandsOf({ graph, resources, needs }: SchedulingProblem): ReadonlyMap<number, readonly Taking[]> {
  const lines = new Map(resources.map(({ name, capacity }) => [`resource ${name}`, timeline(capacity)]));
  const lineOf = (key: string): Timeline => {
    const known = lines.get(key) ?? timeline(1); // a mutex
    lines.set(key, known);
    return known;
  };
  const demands = new Map<number, readonly Taking[]>();
  for (const [task, need] of needs) {
    if (at(graph.durations, task) === 0) continue;
    const takings = [...totalDemands(need)].map(([name, amount]) => ({ line: lineOf(`resource ${name}`), amount }));
    const mutexes = [...new Set(need.mutexes)].map((name) => ({ line: lineOf(`mutex ${name}`), amount: 1 }));
    const all = [...takings, ...mutexes];
    if (all.length > 0) demands.set(task, all);
  }
  return demands;
}
