/** Task placements that a search makes without being asked for more: about a tenth of a second. */
const PLACEMENTS = 200_000;
const MOST_SCHEDULES = 2_000;

/**
 * How many schedules a search builds when nobody says how many: 2,000 for up to 100 tasks, 200 for 1,000, and from 100,000
 * on the list schedule alone.
 */
export function defaultBudget(size: number): number {
  return Math.max(1, Math.min(MOST_SCHEDULES, Math.floor(PLACEMENTS / Math.max(1, size)) - 1));
}
