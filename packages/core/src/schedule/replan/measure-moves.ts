import { at, itemAt } from '../../graph/at.js';
import { NO_WORKER } from '../schedule.js';
import type { PlannedWork, PlanState } from './plan-state.js';

/** What counts as a change. */
export interface MoveOptions {
  /** What is done or running by now is a fact, not a change of the plan. */
  readonly state?: PlanState;
  /** Starts that differ by no more than this are the same. *Units*: milliseconds; default 0. */
  readonly tolerance?: number;
}

/**
 * What became of the tasks that take time and have not begun, by id, in the order in which they start (removed ones: in which
 * they would have). Each is in one list only.
 */
export interface Moves {
  /** Same worker, same place among the tasks of that worker, same start. */
  readonly kept: readonly string[];
  /** The same, but with another start. */
  readonly shifted: readonly string[];
  /** On another worker, or in another order with the others on its worker. */
  readonly moved: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * How much of a plan is another one now. Of the tasks that stay on a worker as few count as moved as possible: those outside
 * a longest sequence that kept its order.
 *
 * *Ties*: of several longest sequences the one that ends with the earliest starts before. *Complexity*: `O(V log V)`.
 * *Throws* `RangeError` for a tolerance below 0. *Source*: longest increasing subsequences: Fredman 1975.
 */
export function measureMoves(before: PlannedWork, after: PlannedWork, options: MoveOptions = {}): Moves {
  const { state, tolerance = 0 } = options;
  if (!(tolerance >= 0)) throw new RangeError(`tolerance must be 0 ms or more, got ${tolerance}`);
  const hasBegun = (id: string): boolean => (state?.progress.get(id)?.kind ?? 'failed') !== 'failed';
  const left = (one: PlannedWork): readonly string[] => byStart(one).filter((id) => !hasBegun(id));
  const [old, now] = [left(before), left(after)];
  const isOld = new Set(old);
  const isNew = new Set(now);

  const moved = outOfOrder(
    before,
    after,
    old.filter((id) => isNew.has(id)),
  );
  const common = now.filter((id) => isOld.has(id));
  const shift = (id: string): number => Math.abs(startOf(after, id) - startOf(before, id));
  return {
    kept: common.filter((id) => !moved.has(id) && shift(id) <= tolerance),
    shifted: common.filter((id) => !moved.has(id) && shift(id) > tolerance),
    moved: common.filter((id) => moved.has(id)),
    added: now.filter((id) => !isOld.has(id)),
    removed: old.filter((id) => !isNew.has(id)),
  };
}

/** Ids of tasks that take time, first start first; of those that start together the smaller id. */
function byStart({ problem: { graph }, schedule: { start, finish } }: PlannedWork): readonly string[] {
  const tasks = Array.from(graph.order).filter((task) => at(finish, task) > at(start, task));
  tasks.sort((a, b) => at(start, a) - at(start, b) || at(graph.idRanks, a) - at(graph.idRanks, b));
  return tasks.map((task) => itemAt(graph.ids, task));
}

function startOf({ problem, schedule }: PlannedWork, id: string): number {
  return at(schedule.start, problem.graph.indexOf.get(id) ?? -1);
}

function workerOf({ problem, schedule }: PlannedWork, id: string): number {
  return at(schedule.worker, problem.graph.indexOf.get(id) ?? -1);
}

/** Those of the ids (in their old order) that changed worker, or that their worker does in another order. */
function outOfOrder(before: PlannedWork, after: PlannedWork, ids: readonly string[]): ReadonlySet<string> {
  const moved = new Set<string>();
  const staying = new Map<number, string[]>();
  for (const id of ids) {
    const worker = workerOf(before, id);
    if (worker !== workerOf(after, id)) moved.add(id);
    else if (worker !== NO_WORKER) {
      const known = staying.get(worker) ?? [];
      staying.set(worker, known);
      known.push(id);
    }
  }
  for (const sequence of staying.values()) {
    const inOrder = new Set(longestIncreasing(sequence.map((id) => startOf(after, id))));
    for (const [position, id] of sequence.entries()) if (!inOrder.has(position)) moved.add(id);
  }
  return moved;
}

/** Positions of a longest strictly increasing subsequence. */
function longestIncreasing(values: readonly number[]): readonly number[] {
  const ends: number[] = []; // position of the smallest value that ends a sequence of each length
  const previous: number[] = [];
  for (const [position, value] of values.entries()) {
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if (itemAt(values, itemAt(ends, middle)) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1] ?? -1);
    ends[low] = position;
  }
  const longest: number[] = [];
  for (let position = ends.at(-1) ?? -1; position !== -1; position = itemAt(previous, position)) longest.push(position);
  return longest;
}
