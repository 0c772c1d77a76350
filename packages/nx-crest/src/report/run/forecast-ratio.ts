import type { RunForecast } from './forecast.js';

/** Measured / planned of a run that ended well, to be recorded as `RUN_RATIO`; undefined where it says nothing about later runs. */
export function runRatio(_forecast: RunForecast, _makespanMs: number): number | undefined {
  return undefined;
}
