import { at } from '../../graph/at.js';
import type { MeasuredTimes } from './measured-times.js';

/** A task that took so many units. */
export interface Taker {
  readonly task: number;
  readonly amount: number;
}

/** Units that a task has given back, and nobody has taken since. */
interface FreeUnits {
  readonly task: number;
  units: number;
}

/**
 * Who held before what each task took: each takes the units that have been free longest, and of those that held them the
 * one that ended last is named. Tasks that took units which nobody had held are missing; so are those for which, by the
 * clock, nothing was free.
 *
 * A task that had to wait takes what has come free since, also where others took what came free at that moment and it took
 * them a while to start. One that did not have to wait finds units that were free before.
 *
 * *Ties*: of tasks that end together the smaller id gives back first; so does it take first of those that start together.
 * *Complexity*: `O(n log n)` in the takers.
 */
export function holdersBefore(
  takers: readonly Taker[],
  capacity: number,
  { start, finish, idRanks }: Pick<MeasuredTimes, 'start' | 'finish'> & { readonly idRanks: Int32Array },
): ReadonlyMap<number, number> {
  const byTime = (times: Float64Array): Taker[] =>
    takers.toSorted((a, b) => at(times, a.task) - at(times, b.task) || at(idRanks, a.task) - at(idRanks, b.task));
  const ends = byTime(finish);
  const free: FreeUnits[] = [];
  const before = new Map<number, number>();
  let unused = capacity;
  let ended = 0;
  let oldest = 0;
  for (const { task, amount } of byTime(start)) {
    for (let end = ends[ended]; end && at(finish, end.task) <= at(start, task); end = ends[++ended]) {
      free.push({ task: end.task, units: end.amount });
    }
    let wanted = amount - Math.min(unused, amount);
    unused -= amount - wanted;
    let holder: number | undefined;
    for (let units = free[oldest]; units && wanted > 0; units = free[oldest]) {
      const taken = Math.min(units.units, wanted);
      units.units -= taken;
      wanted -= taken;
      holder = units.task;
      if (units.units === 0) oldest++;
    }
    // What is still wanted is more than there is: the run did not keep to the capacity, and owes it to the next who end.
    if (wanted > 0) unused -= wanted;
    else if (holder !== undefined) before.set(task, holder);
  }
  return before;
}
