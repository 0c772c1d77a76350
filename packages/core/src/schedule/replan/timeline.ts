import { itemAt } from '../../graph/at.js';
import { lastStep } from '../last-step.js';

/** What is taken of one resource, by time: bookings can be added and taken back. */
export interface Timeline {
  /** Takes the amount from `start` up to `finish`; a negative amount gives a booking back. */
  readonly book: (start: number, finish: number, amount: number) => void;
  /** The first time, from `from` on, at which so much is free for so long; Infinity where that is not before `limit`. */
  readonly firstFit: (from: number, duration: number, amount: number, limit?: number) => number;
}

/**
 * An empty timeline. Amounts larger than the capacity never fit, so they must not be asked for.
 *
 * *Complexity*: `O(log n)` to look, and as many steps as the fit has to be looked for; a booking moves what lies behind it.
 */
export function timeline(capacity: number): Timeline {
  const times = [-Infinity];
  const taken = [0]; // from times[i] up to times[i + 1]

  /** The step that begins at the time; made where there is none. */
  function split(time: number): number {
    const step = lastStep(times, time);
    if (times[step] === time) return step;
    times.splice(step + 1, 0, time);
    taken.splice(step + 1, 0, itemAt(taken, step));
    return step + 1;
  }

  return {
    book(start, finish, amount) {
      if (finish <= start) return;
      const first = split(start);
      const end = split(finish);
      for (let step = first; step < end; step++) taken[step] = itemAt(taken, step) + amount;
    },
    firstFit(from, duration, amount, limit = Infinity) {
      if (duration === 0) return from;
      let start = from;
      for (let step = lastStep(times, from); step < times.length && itemAt(times, step) < start + duration; step++) {
        if (start >= limit) return Infinity;
        if (itemAt(taken, step) + amount > capacity) start = times[step + 1] ?? start; // all is free behind the last
      }
      return start < limit ? start : Infinity;
    },
  };
}
