/** Where a mutation is put: mostly where it could do harm, and in every third case where nothing is expected of it. */

export const CODE = /\.[cm]?[jt]sx?$/;
export const DECLARATION = /\.d\.[cm]?ts$/;
const INSIDE = 2 / 3;

export function oneOf(random, items) {
  return items[Math.floor(random() * items.length)];
}

/**
 * A file that `fits`: of those that count for some spec, or of all others; of these more often one that lies near the spec, or
 * that counts for another one. `undefined` where none fits.
 */
export function pickFile({ files, subjects, random }, fits) {
  const subject = oneOf(random, subjects);
  const fitting = files.filter(fits);
  const others = fitting.filter((path) => !subject.closure.has(path));
  const pools = random() < INSIDE ? [fitting.filter((path) => subject.closure.has(path))] : outside(others, subject);
  const near = new Set(subjects.flatMap(({ closure }) => [...closure]));
  const reserves = [fitting.filter((path) => near.has(path)), others, fitting];
  if (pools.length > 1 && random() < 1 / 2) pools.shift();
  return oneOf(random, [...pools, ...reserves].find((pool) => pool.length > 0) ?? []);

  function outside(unread, { project }) {
    const inProject = unread.filter((path) => project === '' || path.startsWith(`${project}/`));
    const ofOthers = unread.filter((path) => subjects.some(({ closure }) => closure.has(path)));
    return [inProject, ofOthers];
  }
}

/** The folder of an installed package that counts for some spec, or of any other. */
export function pickPackage({ installed, subjects, random }) {
  const { packages } = oneOf(random, subjects);
  return random() < INSIDE && packages.length > 0 ? oneOf(random, packages) : oneOf(random, installed);
}
