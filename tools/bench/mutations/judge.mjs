/** What a mutation does to the subjects: whose key is another one now, and whether the result of all others is still the same. */
import { sample } from '../run/random.mjs';
import { CODE } from './targets.mjs';
import { runSpecs } from './run-specs.mjs';
import { byConfiguration } from './subjects.mjs';

/** Of those that run again, so many are looked at: did they need to? */
const SAMPLED = 2;
const SAMPLED_ALONE = 1 / 4;
/** Each takes four runs to confirm. */
const MOST_CONFIRMED = 3;

/**
 * Looks at the workspace as it is now, mutated. `revert` takes the mutation back, once that is needed to tell a changed result from
 * an unreliable one.
 *
 * @returns counts, and the misses: a spec whose key stayed the same although its result did not
 */
export async function judge({ subjects, keys, change, random }, { root, cacheFolder, revert }) {
  const skipped = subjects.filter((subject, index) => subject.key === keys[index]);
  const again = subjects.filter((subject, index) => subject.key !== keys[index] && keys[index] !== 'gone');
  const sampled = sampleNear(again, skipped, random);
  const suspects = [];
  let needless = 0;
  for (const group of byConfiguration([...skipped, ...sampled])) {
    const isSkipped = (subject) => skipped.includes(subject);
    const place = { root, ...group[0], cacheFolder: mayUseCache(change, group[0]) ? cacheFolder : undefined };
    const { isStrange, results } = await runGroup(group, place, isSkipped);
    const isSame = (subject) => results.get(subject.spec) === subject.result && (!isStrange || subject.isStrange);
    suspects.push(...group.filter((subject) => isSkipped(subject) && !isSame(subject)));
    needless += group.filter((subject) => !isSkipped(subject) && isSame(subject)).length;
  }
  const confirmed = await confirm(suspects, { root, revert });
  return {
    ...{ skipped: skipped.length, again: again.length, gone: keys.filter((key) => key === 'gone').length },
    ...{ unknown: keys.filter((key) => key === 'unknown').length, sampled: sampled.length, needless },
    misses: confirmed.filter(({ isMiss }) => isMiss),
    unconfirmed: confirmed.filter(({ isMiss }) => !isMiss),
  };
}

/** In runs that are made anyway, if there are such. */
function sampleNear(again, skipped, random) {
  const running = new Set(skipped.map(({ configFile }) => configFile));
  const near = again.filter(({ configFile }) => running.has(configFile));
  if (near.length > 0) return sample(random, near, SAMPLED);
  // A run of its own is dear.
  if (random() > SAMPLED_ALONE) return [];
  return byConfiguration(sample(random, again, SAMPLED))[0] ?? [];
}

/** What compiles modules one by one may take what it has compiled before, as long as only modules are others now. */
function mayUseCache({ writes }, { configuration }) {
  const isModule = ({ path }) => CODE.test(path) && !/config|node_modules|setup|babel|preset/.test(path);
  return !configuration.checksTypes && writes.every(isModule);
}

/** One of those that run again may never end: then the others run without them. */
async function runGroup(group, place, isSkipped) {
  const specsOf = (subjects) => subjects.map(({ spec }) => spec);
  const found = await runSpecs(specsOf(group), place);
  const kept = group.filter(isSkipped);
  if (found.exitCode !== 'killed' || kept.length === group.length || kept.length === 0) return found;
  return runSpecs(specsOf(kept), place);
}

/** Alone, twice with the mutation and twice without it; the workspace is as it was before afterwards. */
async function confirm(suspects, { root, revert }) {
  const chosen = suspects.slice(0, MOST_CONFIRMED);
  const found = new Map(chosen.map((subject) => [subject, { mutated: [], usual: [] }]));
  for (const when of ['mutated', 'usual']) {
    if (when === 'usual' && chosen.length > 0) revert();
    for (const subject of chosen) {
      for (let round = 0; round < 2; round += 1) {
        const { exitCode, results } = await runSpecs([subject.spec], { root, ...subject });
        found.get(subject)[when].push(`${exitCode} ${results.get(subject.spec)}`);
      }
    }
  }
  return chosen
    .map(({ spec, configFile, name }) => ({ spec, configFile, name }))
    .map((one, index) => {
      const { mutated, usual } = found.get(chosen[index]);
      const isMiss = mutated[0] === mutated[1] && usual[0] === usual[1] && mutated[0] !== usual[0];
      return { ...one, isMiss, of: suspects.length, ...differing(mutated[0], usual[0]) };
    });
}

/** What stands in the one and not in the other. */
function differing(mutated, usual) {
  const [now, before] = [mutated, usual].map((text) => text.split('","'));
  return {
    mutated: now.filter((part) => !before.includes(part)).slice(0, 10),
    usual: before.filter((part) => !now.includes(part)).slice(0, 10),
  };
}
