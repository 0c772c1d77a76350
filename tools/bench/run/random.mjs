/** Random numbers that are the same on each machine. */

/** Numbers from 0 up to, not including, 1. *Source*: mulberry32. */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `from` to `to`, both included. */
export function wholeBetween(random, from, to) {
  return from + Math.floor(random() * (to - from + 1));
}

/** The same items in another order (Fisher and Yates). */
export function shuffled(random, items) {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = wholeBetween(random, 0, last);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** So many different items. */
export function sample(random, items, count) {
  return shuffled(random, items).slice(0, count);
}

/** One value of a lognormal distribution with that mean; `sigma` is the standard deviation of its logarithm. */
export function lognormal(random, mean, sigma) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return mean * Math.exp(sigma * normal - sigma ** 2 / 2);
}
