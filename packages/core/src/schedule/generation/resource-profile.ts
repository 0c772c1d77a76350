import type { CompiledProblem } from '../problem/compile-problem.js';

/**
 * What is free from moment to moment, while a schedule is being built. A moment is a number; 0 is the start. A task always
 * starts at a moment that is there already (what it waits for ends, or something is given back), so each task adds at
 * most one: its finish. That makes a linked list enough.
 */
export interface ResourceProfile {
  readonly time: Float64Array;
  /** Everything is free again, and there is no moment but 0. */
  reset(): void;
  /**
   * Puts a task at the first moment, not before `from`, at which all that it needs is free for its whole duration.
   * *Returns* the moment of its finish. *Complexity*: linear in the moments that it looks at.
   */
  place(task: number, from: number): number;
}

const NONE = -1;

/** An empty profile. *Memory*: 4 bytes for each task and resource. */
export function resourceProfile(compiled: CompiledProblem): ResourceProfile {
  const { size, durations, capacities, workers } = compiled;
  const { demandOffsets, demandResources, demandAmounts } = compiled;
  const resourceCount = capacities.length;
  const time = new Float64Array(size + 1);
  const next = new Int32Array(size + 1);
  const free = new Int32Array((size + 1) * resourceCount);
  let moments = 1;
  let firstOpen = 0; // before it, no worker is free: nobody who needs one has to look there

  /** The moment at `when`, which is not before `from`'s; made when it is not there. */
  function momentAt(when: number, from: number): number {
    let before = from;
    for (let after = next[before] ?? NONE; after !== NONE && (time[after] ?? 0) <= when; after = next[before] ?? NONE) {
      before = after;
    }
    if (time[before] === when) return before;
    const made = moments++;
    time[made] = when;
    next[made] = next[before] ?? NONE;
    next[before] = made;
    free.copyWithin(made * resourceCount, before * resourceCount, (before + 1) * resourceCount);
    return made;
  }

  /** All is free at the last moment, so there is one after each that is too full. */
  function earliestFit(task: number, from: number): number {
    const firstDemand = demandOffsets[task] ?? 0;
    const endDemand = demandOffsets[task + 1] ?? 0;
    const duration = durations[task] ?? 0;
    let start = from;
    let end = (time[start] ?? 0) + duration;
    for (let moment = start; moment !== NONE && (time[moment] ?? 0) < end;) {
      const row = moment * resourceCount;
      let fits = true;
      for (let slot = firstDemand; slot < endDemand; slot++) {
        if ((free[row + (demandResources[slot] ?? 0)] ?? 0) < (demandAmounts[slot] ?? 0)) {
          fits = false;
          break;
        }
      }
      moment = next[moment] ?? NONE;
      if (!fits) {
        start = moment;
        end = (time[start] ?? 0) + duration;
      }
    }
    return start;
  }

  function take(task: number, start: number, finish: number): void {
    const firstDemand = demandOffsets[task] ?? 0;
    const endDemand = demandOffsets[task + 1] ?? 0;
    for (let moment = start; moment !== finish; moment = next[moment] ?? NONE) {
      const row = moment * resourceCount;
      for (let slot = firstDemand; slot < endDemand; slot++) {
        const cell = row + (demandResources[slot] ?? 0);
        free[cell] = (free[cell] ?? 0) - (demandAmounts[slot] ?? 0);
      }
    }
    if (workers > 0) while (free[firstOpen * resourceCount] === 0) firstOpen = next[firstOpen] ?? 0;
  }

  return {
    time,
    reset() {
      moments = 1;
      firstOpen = 0;
      time[0] = 0;
      next[0] = NONE;
      free.set(capacities);
    },
    place(task, from) {
      const duration = durations[task] ?? 0;
      if (demandOffsets[task] === demandOffsets[task + 1]) return momentAt((time[from] ?? 0) + duration, from);
      const earliest = (time[firstOpen] ?? 0) > (time[from] ?? 0) && workers > 0 ? firstOpen : from;
      const start = earliestFit(task, earliest);
      const finish = momentAt((time[start] ?? 0) + duration, start);
      take(task, start, finish);
      return finish;
    },
  };
}
