import type { Observation } from './history.js';
import { decodeNumbers, encodeNumber } from './variable-length.js';

/**
 * Observations, newest first, as text: of each how long before the one before it (the first: seconds since 1970), its
 * milliseconds, and its cores in tenths plus one (0: not measured). 9 characters for a task of up to 17 minutes that runs every day.
 */
export function encodeObservations(observations: readonly Observation[]): string {
  return observations
    .map(({ atS, ms, cpuCores }, index) => {
      const newer = observations[index - 1];
      const cores = cpuCores === undefined ? 0 : Math.round(cpuCores * 10) + 1;
      return [newer ? newer.atS - atS : atS, ms, cores].map(encodeNumber).join('');
    })
    .join('');
}

/** What `encodeObservations` made a text of; `undefined` where it is none of its texts. */
export function decodeObservations(text: string): readonly Observation[] | undefined {
  const numbers = decodeNumbers(text);
  if (!numbers || numbers.length === 0 || numbers.length % 3 !== 0) return undefined;
  const observations: Observation[] = [];
  let atS = 0;
  for (let index = 0; index < numbers.length; index += 3) {
    const [step, ms, cores] = [numbers[index] ?? 0, numbers[index + 1] ?? 0, numbers[index + 2] ?? 0];
    atS = index === 0 ? step : atS - step;
    if (atS < 0) return undefined;
    observations.push(cores === 0 ? { atS, ms } : { atS, ms, cpuCores: (cores - 1) / 10 });
  }
  return observations;
}
