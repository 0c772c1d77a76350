import { at, itemAt } from '../../graph/at.js';
import { hasBit, setBit } from '../../graph/reachability.js';
import type { ResourceLoad } from './resource-loads.js';

/** Pairs of tasks: bit `b` of row `a` is set, and bit `a` of row `b`. */
type Pairs = readonly Uint32Array[];

/**
 * Sets of tasks of which no two can run at once: two wait for each other, directly or not, or take more of something
 * together than there is. Each set is the load of a resource of capacity 1 that nobody named. The sets are as large as they
 * get when long tasks are taken first, and hold every pair that a resource forbids.
 *
 * ```text
 *   3 agents: a and c take 2 each; a and b share the port, b and c a file: no two at once, though no one resource says so
 * ```
 *
 * `ordered` are the pairs of which one waits for the other. The sets are made one by one, as they are asked for.
 *
 * *Ties*: the lower index. *Complexity*: `O(n²)`, and `O(n)` for each task of a set. *Source*: Brucker & Knust 2000.
 */
export function* incompatibleTasks(
  durations: Float64Array,
  loads: readonly ResourceLoad[],
  ordered: Pairs,
): Generator<ResourceLoad> {
  const forbidden = forbiddenPairs(loads, ordered);
  const apart = forbidden.map((row, task) => joined(row, itemAt(ordered, task)));
  const covered = forbidden.map((row) => new Uint32Array(row.length));
  const longestFirst = Int32Array.from(durations.keys())
    .filter((task) => at(durations, task) > 0)
    .sort((a, b) => at(durations, b) - at(durations, a) || a - b);

  for (const first of longestFirst) {
    const row = itemAt(forbidden, first);
    if (!row.some((word) => word !== 0)) continue;
    for (const second of longestFirst) {
      if (!hasBit(row, second) || hasBit(itemAt(covered, first), second)) continue;
      const tasks = grow([first, second], longestFirst, apart);
      for (const a of tasks) for (const b of tasks) setBit(itemAt(covered, a), b);
      yield { capacity: 1, tasks, amounts: new Float64Array(tasks.length).fill(1) };
    }
  }
}

/** All that can be added to a set, the first ones first. *Returns* ascending indices. */
function grow(set: readonly [number, number], candidates: Int32Array, apart: Pairs): Int32Array {
  const tasks: number[] = [...set];
  const fitting = itemAt(apart, set[0]).map((word, place) => word & at(itemAt(apart, set[1]), place));
  for (const task of candidates) {
    if (!hasBit(fitting, task)) continue;
    tasks.push(task);
    for (const [place, word] of itemAt(apart, task).entries()) fitting[place] = at(fitting, place) & word;
  }
  return Int32Array.from(tasks).sort();
}

/** Pairs that could run in any order, but not at once. */
function forbiddenPairs(loads: readonly ResourceLoad[], ordered: Pairs): Pairs {
  const pairs = ordered.map((row) => new Uint32Array(row.length));
  for (const { capacity, tasks, amounts } of loads) {
    const byAmount = Int32Array.from(tasks.keys()).sort((a, b) => at(amounts, b) - at(amounts, a) || a - b);
    for (const [place, one] of byAmount.entries()) {
      const a = at(tasks, one);
      for (const other of byAmount.subarray(place + 1)) {
        if (at(amounts, one) + at(amounts, other) <= capacity) break;
        const b = at(tasks, other);
        if (hasBit(itemAt(ordered, a), b)) continue;
        setBit(itemAt(pairs, a), b);
        setBit(itemAt(pairs, b), a);
      }
    }
  }
  return pairs;
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  return a.map((word, place) => word | at(b, place));
}
