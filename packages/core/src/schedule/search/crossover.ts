import type { Individual } from './passes.js';
import type { SearchSettings } from './search-settings.js';

/** Share of the makespan that a peak takes: at least, and how much more at most. */
const SHORTEST_PEAK = 0.1;
const PEAK_RANGE = 0.3;
/** Places that are tried for it. */
const PEAK_TRIES = 5;

/** Two schedules and what their crossing needs. */
export interface Crossing {
  /** By task, how much of the resources it takes (`workShares`). */
  readonly shares: Float64Array;
  readonly durations: Float64Array;
  readonly random: () => number;
  readonly settings: Pick<SearchSettings, 'mutationRate' | 'mutationWidth'>;
}

/**
 * Keys of a child: within a busy stretch of time, a peak, the father's times; what the father does before it and after it,
 * in the mother's order. Some keys are moved a little. With `backwards` the keys are for a backward pass.
 *
 * *Complexity*: `O(V)` for each place that is tried for the peak. *Source*: peak crossover, Valls, Ballestín & Quintanilla
 * 2008; by time instead of list position: Debels & Vanhoucke 2007.
 */
export function crossover(
  [father, mother]: readonly [Individual, Individual],
  crossing: Crossing,
  backwards: boolean,
): Float64Array {
  const { durations, random, settings } = crossing;
  const [from, to] = busiestOf(father, crossing);
  const { makespan } = father;
  const beyond = 2 * Math.max(makespan, mother.makespan); // farther away than any time
  const keys = new Float64Array(durations.length);
  for (let task = 0; task < keys.length; task++) {
    const part = backwards ? (durations[task] ?? 0) : 0;
    const ofFather = (father.start[task] ?? 0) + part;
    const ofMother = (mother.start[task] ?? 0) + part;
    let key = ofFather;
    if (ofFather < from) key = ofMother - beyond;
    else if (ofFather > to) key = ofMother + beyond;
    if (random() < settings.mutationRate) key += (2 * random() - 1) * settings.mutationWidth * makespan;
    keys[task] = backwards ? -key : key;
  }
  return keys;
}

/** Of some stretches of one length, at random places, the one in which most work is done. */
function busiestOf(
  { start, makespan }: Individual,
  { shares, durations, random }: Crossing,
): readonly [number, number] {
  const length = makespan * (SHORTEST_PEAK + PEAK_RANGE * random());
  let [busiest, mostWork] = [0, -1];
  for (let tried = 0; tried < PEAK_TRIES; tried++) {
    const from = random() * (makespan - length);
    let work = 0;
    for (let task = 0; task < start.length; task++) {
      const begin = start[task] ?? 0;
      const overlap = Math.min(from + length, begin + (durations[task] ?? 0)) - Math.max(from, begin);
      if (overlap > 0) work += overlap * (shares[task] ?? 0);
    }
    if (work > mostWork) [busiest, mostWork] = [from, work];
  }
  return [busiest, busiest + length];
}
