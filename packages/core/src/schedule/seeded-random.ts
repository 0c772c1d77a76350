/** What the state of `seededRandom` grows by with each number. */
const STEP = 0x6d2b79f5;

/**
 * The number at one place of a random sequence: a whole number from 0 to 2³² − 1 that looks independent of its neighbours'.
 * `scramble(seed, i)` is the same whatever was asked before, so that many sequences can be read side by side, from anywhere.
 *
 * *Source*: mulberry32 (Ettinger 2017), whose state counts upwards by a constant.
 */
export function scramble(seed: number, place: number): number {
  const state = (seed + Math.imul(place + 1, STEP)) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (mixed ^ (mixed >>> 14)) >>> 0;
}

/** Numbers in [0, 1) that depend on the seed alone (its lowest 32 bits). */
export function seededRandom(seed: number): () => number {
  let place = 0;
  return () => scramble(seed, place++) / 2 ** 32;
}
