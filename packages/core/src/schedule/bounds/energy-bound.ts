import { at } from '../../graph/at.js';

/** The tasks of one resource, column by column, with the time that passes at least before and after each. */
export interface EnergyTasks {
  readonly head: Float64Array;
  readonly duration: Float64Array;
  readonly tail: Float64Array;
  readonly amount: Float64Array;
}

/**
 * Energetic reasoning: the smallest makespan, from `atLeast` on, at which no interval has to hold more energy (amount · time)
 * than the resource has.
 *
 * With makespan T a task runs between its head and T − tail. However it is shifted there, some of it lies in the interval
 * from `a` to T − `b`: all but what fits before `a` or after T − `b`.
 *
 * ```text
 *   capacity 2, T = 6, four tasks of 3 with head 1 and tail 1:
 *
 *      0   1               5   6
 *          │▓▓▓▓▓▓▓▓▓▓▓▓   │         from 1 to 5 there is energy 2 · 4 = 8,
 *          │   ▓▓▓▓▓▓▓▓▓▓▓▓│         but they need 4 · 3 = 12: T is at least 1 + 12 / 2 + 1 = 8
 * ```
 *
 * `atLeast` must be no less than any head + duration + tail.
 *
 * *Complexity*: `O(n²)`, times the few rounds in which the bound still rises; memory `O(n)`. All intervals that matter are
 * looked at: for each `a` where some task begins at the earliest or must begin at the latest one sweep over `b`, and the
 * same from behind. *Source*: Erschler & Lopez 1990; Baptiste, Le Pape & Nuijten 1999.
 */
export function energyBound(tasks: EnergyTasks, capacity: number, atLeast: number): number {
  const backwards = { ...tasks, head: tasks.tail, tail: tasks.head };
  let bound = atLeast;
  for (let before = -1; bound > before;) {
    before = bound;
    bound = sweep(backwards, capacity, sweep(tasks, capacity, bound));
  }
  return bound;
}

/** One round over all `a`. */
function sweep({ head, duration, tail, amount }: EnergyTasks, capacity: number, atLeast: number): number {
  const finish = head.map((time, task) => time + at(duration, task));
  const behind = tail.map((time, task) => time + at(duration, task));
  const tasks = Int32Array.from(head.keys());
  const byBehind = tasks.toSorted((a, b) => at(behind, b) - at(behind, a) || a - b);
  const full = new Float64Array(tasks.length);
  let alive = tasks; // those that are not over before `a`, as they were sorted for the last one
  let bound = atLeast;

  /**
   * While `b` falls from T − `a`, a task's part in the interval grows from `min(behind, T − a)` down to `full`; there all of
   * it that does not fit before `a` is inside. *Returns* the `b` from which on the interval has room for all that is left.
   */
  function measure(a: number): number {
    let [length, left, first] = [0, 0, 0];
    for (const task of alive) {
      const end = at(finish, task);
      if (end <= a) continue;
      alive[length++] = task;
      const part = Math.min(at(duration, task), end - a);
      const inside = Math.min(at(behind, task), bound - a) - part;
      full[task] = inside;
      left += at(amount, task) * part;
      if (inside > first) first = inside;
    }
    alive = alive.subarray(0, length);
    const roomy = bound - a - left / capacity;
    return first > roomy ? roomy : Infinity;
  }

  /** Latest `full` first. From one `a` to the next that order hardly changes. */
  function sortAlive(): void {
    for (const [place, task] of alive.entries()) {
      let free = place;
      for (; free > 0 && at(full, at(alive, free - 1)) < at(full, task); free--) alive[free] = at(alive, free - 1);
      alive[free] = task;
    }
  }

  /** The least makespan for which the intervals from `a` on are not too full: the bound itself, if they are not. */
  function leastFor(a: number): number {
    const roomy = measure(a);
    if (roomy === Infinity) return bound;
    sortAlive();
    let [energy, growth, b, begun, least] = [0, 0, bound - a, 0, bound];
    const moveTo = (next: number): void => {
      energy += growth * (b - next);
      b = next;
    };
    for (const task of alive) {
      const next = at(full, task);
      if (next <= roomy) break;
      for (; begun < byBehind.length && at(behind, at(byBehind, begun)) > next; begun++) {
        const beginning = at(byBehind, begun);
        if (at(finish, beginning) <= a) continue;
        moveTo(Math.min(b, at(behind, beginning)));
        growth += at(amount, beginning);
      }
      moveTo(next);
      if (energy > capacity * (bound - a - b)) least = Math.max(least, a + b + Math.ceil(energy / capacity));
      growth -= at(amount, task);
    }
    return least;
  }

  for (const a of beginnings(head, finish, behind, bound)) {
    for (let least = leastFor(a); least > bound; least = leastFor(a)) bound = least;
  }
  return bound;
}

/** Where tasks begin at the earliest, and where those must begin that run at some moment in any case; each once, ascending. */
function beginnings(head: Float64Array, finish: Float64Array, behind: Float64Array, bound: number): Float64Array {
  const latest = behind.map((time) => bound - time).filter((time, task) => time < at(finish, task));
  return Float64Array.from(new Set([...head, ...latest])).sort();
}
