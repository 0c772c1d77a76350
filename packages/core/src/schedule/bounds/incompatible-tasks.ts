import { at, itemAt } from '../../graph/at.js';
import { hasBit, setBit } from '../../graph/reachability.js';
import type { ResourceLoad } from './resource-loads.js';

/** Pairs of tasks as bit rows, both ways round. */
type PairTable = readonly Uint32Array[];

/**
 * Sets of tasks of which no two can run at once: two wait for each other, directly or not, or take more of something
 * together than there is. Each set is the load of a resource of capacity 1 that nobody named. The sets are as large as they
 * get when long tasks are taken first, and hold every pair that a resource forbids.
 *
 * ```text
 *   3 agents: a and b take 2 each, b and c the port, c and a the database: no two at once, though no one resource says so
 * ```
 *
 * *Complexity*: `O(n²)` and `O(n)` for each set. *Ties*: the lower index. *Source*: Brucker & Knust 2000 (cliques).
 */
export function incompatibleTasks(
  durations: Float64Array,
  loads: readonly ResourceLoad[],
  waitsFor: (task: number, other: number) => boolean,
): readonly ResourceLoad[] {
  const forbidden = forbiddenPairs(durations.length, loads, waitsFor);
  const longestFirst = Int32Array.from(durations.keys())
    .filter((task) => at(durations, task) > 0)
    .sort((a, b) => at(durations, b) - at(durations, a) || a - b);
  const covered = forbidden.map((row) => new Uint32Array(row.length));
  const isTogether = (a: number, b: number): boolean =>
    hasBit(itemAt(forbidden, a), b) || waitsFor(a, b) || waitsFor(b, a);

  const found: ResourceLoad[] = [];
  for (const first of longestFirst) {
    if (!itemAt(forbidden, first).some((word) => word !== 0)) continue;
    for (const second of longestFirst) {
      if (!hasBit(itemAt(forbidden, first), second) || hasBit(itemAt(covered, first), second)) continue;
      const members = [first, second];
      for (const task of longestFirst) {
        if (members.every((member) => isTogether(member, task))) members.push(task);
      }
      for (const a of members) for (const b of members) setBit(itemAt(covered, a), b);
      found.push({
        capacity: 1,
        tasks: Int32Array.from(members).sort(),
        amounts: new Float64Array(members.length).fill(1),
      });
    }
  }
  return found;
}

/** Pairs that could run in any order, but not at once. */
function forbiddenPairs(
  size: number,
  loads: readonly ResourceLoad[],
  waitsFor: (task: number, other: number) => boolean,
): PairTable {
  const pairs = Array.from({ length: size }, () => new Uint32Array(Math.ceil(size / 32)));
  for (const { capacity, tasks, amounts } of loads) {
    const byAmount = Int32Array.from(tasks.keys()).sort((a, b) => at(amounts, b) - at(amounts, a) || a - b);
    for (const [place, one] of byAmount.entries()) {
      for (const other of byAmount.subarray(place + 1)) {
        if (at(amounts, one) + at(amounts, other) <= capacity) break;
        const [a, b] = [at(tasks, one), at(tasks, other)];
        if (waitsFor(a, b) || waitsFor(b, a)) continue;
        setBit(itemAt(pairs, a), b);
        setBit(itemAt(pairs, b), a);
      }
    }
  }
  return pairs;
}
