import type { RunForecast } from './forecast.js';

/** How a run went whose tasks all succeeded. */
export interface RanAsPlanned {
  readonly makespanMs: number;
  /** Tasks that were executed, not restored. */
  readonly executed: number;
}

/** Of the tasks that were to execute, our own history must have planned this share: else the ratio measures guesses. */
const LEAST_MEASURED = 0.8;
/** Nor does it say anything where more or fewer tasks were executed than planned by more than this share. */
const MOST_UNPLANNED = 0.1;
/** In shorter runs Nx's own time counts for much, which it does not in longer ones. */
const SHORTEST_MS = 10_000;

/**
 * Measured / planned of a run: how far forecasts are off here, which the 90th percentile of later ones is made of (`RUN_RATIO`).
 *
 * *Returns* undefined where it would say nothing about later runs: too short, planned by guesses, or run with another cache
 * than was foreseen.
 */
export function runRatio(forecast: RunForecast, { makespanMs, executed }: RanAsPlanned): number | undefined {
  const { p50Ms, sources } = forecast;
  const planned = Object.values(sources).reduce((sum, count) => sum + count, 0);
  if (p50Ms < SHORTEST_MS || makespanMs <= 0) return undefined;
  if ((sources.history ?? 0) < LEAST_MEASURED * planned) return undefined;
  if (Math.abs(executed - planned) > MOST_UNPLANNED * planned) return undefined;
  return makespanMs / p50Ms;
}
