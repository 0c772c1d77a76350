import type { NumberedDemand } from './dispatch-demands.js';

/** A task that runs. *Units*: milliseconds of the run's clock; a server's planned finish is infinite. */
export interface RunningTask {
  readonly plannedFinishMs: number;
  readonly demands: readonly NumberedDemand[];
}

/** When a task that is held back can start, and what it leaves to others then. */
export interface Reservation {
  /** The shadow time; infinite where what it lacks is kept by servers. */
  readonly atMs: number;
  /** Of each resource that it needs, how much is over at that time. */
  readonly spare: ReadonlyMap<number, number>;
}

/**
 * The reservation of a task by the planned finishes of what runs. What runs longer than planned is expected to end at once,
 * so a late task moves the shadow time to now, and not into the future.
 *
 * *Complexity*: `O(r log r)` in the running tasks. *Source*: Lifka 1995 (EASY), with several resources in place of nodes.
 */
export function reserve(
  demands: readonly NumberedDemand[],
  running: Iterable<RunningTask>,
  { free, nowMs }: { readonly free: Float64Array; readonly nowMs: number },
): Reservation {
  const spare = new Map(demands.map(({ resource, amount }) => [resource, (free[resource] ?? 0) - amount]));
  let lacking = demands.filter(({ resource }) => (spare.get(resource) ?? 0) < 0).length;
  let atMs = nowMs;
  // Those that end together are all counted, so their order does not matter.
  for (const { plannedFinishMs, demands: given } of [...running].sort(byFinish)) {
    if (plannedFinishMs === Infinity || (lacking === 0 && plannedFinishMs > atMs)) break;
    if (lacking > 0) atMs = Math.max(nowMs, plannedFinishMs);
    for (const { resource, amount } of given) {
      const before = spare.get(resource);
      if (before === undefined) continue;
      spare.set(resource, before + amount);
      if (before < 0 && before + amount >= 0) lacking--;
    }
  }
  return { atMs: lacking === 0 ? atMs : Infinity, spare };
}

/** Whether a task may start before the one that holds the reservation, without delaying it. */
export function allows({ atMs, spare }: Reservation, { plannedFinishMs, demands }: RunningTask): boolean {
  if (plannedFinishMs <= atMs) return true;
  return demands.every(({ resource, amount }) => amount <= (spare.get(resource) ?? Infinity));
}

function byFinish(a: RunningTask, b: RunningTask): number {
  return a.plannedFinishMs === b.plannedFinishMs ? 0 : a.plannedFinishMs - b.plannedFinishMs;
}
