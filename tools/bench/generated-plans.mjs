/** Plans that are the same on each machine, and what the suites share. */
import { seededRandom } from './run/random.mjs';

const EDGES_PER_TASK = 3;
const SEED = 20_261_120;
const NEAR = 1_000; // a task waits for tasks among the last so many before it: long and wide at once

/**
 * A plan with exactly `EDGES_PER_TASK` edges a task on average: the first tasks have too few before them, the next make up.
 * Ids are not in input order as text ("t10" < "t9"), so that ranking them is part of what is measured.
 */
export function layeredPlan(size) {
  const random = seededRandom(SEED);
  let owed = 0;
  return Array.from({ length: size }, (_, index) => {
    const from = Math.max(0, index - NEAR);
    const wanted = Math.min(index, owed + EDGES_PER_TASK);
    owed += EDGES_PER_TASK - wanted;
    const before = new Set();
    while (before.size < wanted) before.add(from + Math.floor(random() * (index - from)));
    return {
      id: `t${index}`,
      durationMs: 60_000 * (1 + Math.floor(random() * 480)),
      dependsOn: Array.from(before, (on) => ({ on: `t${on}`, origin: 'explicit' })),
    };
  });
}

/** A number with at most so many digits behind the point. */
export function roundTo(value, digits) {
  return Number(value.toFixed(digits));
}
