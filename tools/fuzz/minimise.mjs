/** The smallest document that still shows a fault, by leaving parts out (delta debugging). */
const MOST_CHECKS = 600;

/**
 * Removes parts of a text while `fails` stays true: halves of the lines, then ever smaller parts, then characters.
 *
 * *Complexity*: at most `MOST_CHECKS` calls of `fails`, or none more after `until` (`performance.now()`).
 */
export function minimise(text, fails, until) {
  let checks = 0;
  const stillFails = (smaller) => checks++ < MOST_CHECKS && performance.now() < until && fails(smaller);
  let best = text;
  for (const parts of [(all) => all.split(/(?<=\n)/), (all) => Array.from(all)]) {
    best = leaveOut(parts(best), stillFails).join('');
  }
  return best;
}

function leaveOut(parts, stillFails) {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length;) {
      const smaller = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (smaller.length < kept.length && stillFails(smaller.join(''))) kept = smaller;
      else from += size;
    }
  }
  return kept;
}
