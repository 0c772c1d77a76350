/** Plans that are the same on each machine, and what the suites share. */

const EDGES_PER_TASK = 3;
const SEED = 20_261_120;
const NEAR = 1_000; // a task waits for tasks among the last so many before it: long and wide at once

/**
 * A plan with exactly `EDGES_PER_TASK` edges a task on average: the first tasks have too few before them, the next make up.
 * Ids are not in input order as text ("t10" < "t9"), so that ranking them is part of what is measured.
 */
export function layeredPlan(size) {
  const random = mulberry32(SEED);
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

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number with at most so many digits behind the point. */
export function roundTo(value, digits) {
  return Number(value.toFixed(digits));
}
