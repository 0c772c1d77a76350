import type { History, Observation } from './history.js';

/** Clocks that are right differ by less. */
const TOLERANCE_MS = 24 * 60 * 60 * 1000;

/**
 * The history without what was observed more than a day after the present: there a clock was wrong. Since of each task the
 * newest observations are kept, those would drive out all others until their time has come. Merging knows no present, so it
 * keeps them: whoever estimates from a history, or adds to it, leaves them out.
 *
 * *Units*: `nowMs` as `Date.now()`. *Complexity*: linear in the observations.
 */
export function withoutFuture({ machines }: History, nowMs: number): History {
  const latestS = (nowMs + TOLERANCE_MS) / 1000;
  const kept = new Map<string, ReadonlyMap<string, readonly Observation[]>>();
  for (const [machine, tasks] of machines) {
    const past = new Map<string, readonly Observation[]>();
    for (const [id, observations] of tasks) {
      const ofPast = observations.filter(({ atS }) => atS <= latestS);
      if (ofPast.length > 0) past.set(id, ofPast);
    }
    if (past.size > 0) kept.set(machine, past);
  }
  return { machines: kept };
}
