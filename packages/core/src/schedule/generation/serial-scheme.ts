import { PriorityQueue } from '../priority-queue.js';
import type { CompiledProblem } from '../problem/compile-problem.js';

/** Builds one schedule: fills `start` and returns the makespan. Of tasks that could be next, the smallest key is. */
export type GenerationScheme = (keys: Float64Array, start: Float64Array) => number;

/** More cells than this and the time profile of the serial scheme would not fit into a reasonable memory. */
const MOST_CELLS = 4_000_000;

/** True where the serial scheme can be used: its memory is tasks · resources, and it does not know who is bound to whom. */
export function allowsSerialScheme({ size, capacities, workerResources }: CompiledProblem): boolean {
  return !workerResources && (size + 1) * capacities.length <= MOST_CELLS;
}

/**
 * The serial generation scheme: task after task, by key, each at the earliest time at which what it waits for is done and
 * all that it needs is free throughout. Some order of the tasks gives an optimal schedule.
 *
 * The profile of what is free is a linked list of moments; a task always starts at one that is there already (what it waits
 * for ends, or something is given back), so each task adds at most one: its finish.
 *
 * *Ties*: smaller id. *Complexity*: `O(V · (V · R + log V) + E)` at worst, in practice far below; memory `O(V · R)`.
 * *Source*: Kelley 1963; Kolisch 1996.
 */
export function serialScheme(compiled: CompiledProblem): GenerationScheme {
  const { size, durations, predecessors, successors, capacities, running } = compiled;
  const { demandOffsets, demandResources, demandAmounts } = compiled;
  const resourceCount = capacities.length;
  const time = new Float64Array(size + 1);
  const next = new Int32Array(size + 1);
  const free = new Int32Array((size + 1) * resourceCount);
  const finishMoment = new Int32Array(size);
  const waiting = new Int32Array(size);
  const key = new Float64Array(size);
  const eligible = new PriorityQueue(key, compiled.idRanks);
  let moments = 0;

  /** The moment at `when`, which is not before `from`'s; made when it is not there. */
  function momentAt(when: number, from: number): number {
    let before = from;
    for (let after = next[before] ?? -1; after !== -1 && (time[after] ?? 0) <= when; after = next[before] ?? -1) {
      before = after;
    }
    if (time[before] === when) return before;
    const made = moments++;
    time[made] = when;
    next[made] = next[before] ?? -1;
    next[before] = made;
    free.copyWithin(made * resourceCount, before * resourceCount, (before + 1) * resourceCount);
    return made;
  }

  /** The first moment from `from` on at which the task fits for its whole duration. */
  function earliestFit(task: number, from: number, duration: number): number {
    const firstDemand = demandOffsets[task] ?? 0;
    const endDemand = demandOffsets[task + 1] ?? 0;
    let start = from;
    let end = (time[start] ?? 0) + duration;
    for (let moment = start; moment !== -1 && (time[moment] ?? 0) < end;) {
      const row = moment * resourceCount;
      let fits = true;
      for (let slot = firstDemand; slot < endDemand; slot++) {
        if ((free[row + (demandResources[slot] ?? 0)] ?? 0) < (demandAmounts[slot] ?? 0)) {
          fits = false;
          break;
        }
      }
      moment = next[moment] ?? -1; // all is free at the last moment, so there is one after each that is too full
      if (!fits) {
        start = moment;
        end = (time[start] ?? 0) + duration;
      }
    }
    return start;
  }

  function place(task: number, from: number): void {
    const duration = durations[task] ?? 0;
    const firstDemand = demandOffsets[task] ?? 0;
    const endDemand = demandOffsets[task + 1] ?? 0;
    const start = firstDemand === endDemand ? from : earliestFit(task, from, duration);
    const finish = momentAt((time[start] ?? 0) + duration, start);
    finishMoment[task] = finish;
    if (firstDemand === endDemand) return;
    for (let moment = start; moment !== finish; moment = next[moment] ?? -1) {
      const row = moment * resourceCount;
      for (let slot = firstDemand; slot < endDemand; slot++) {
        const cell = row + (demandResources[slot] ?? 0);
        free[cell] = (free[cell] ?? 0) - (demandAmounts[slot] ?? 0);
      }
    }
  }

  function latestPredecessor(task: number): number {
    const { offsets, targets } = predecessors;
    let latest = 0;
    for (let slot = offsets[task] ?? 0, end = offsets[task + 1] ?? 0; slot < end; slot++) {
      const moment = finishMoment[targets[slot] ?? 0] ?? 0;
      if ((time[moment] ?? 0) > (time[latest] ?? 0)) latest = moment;
    }
    return latest;
  }

  function reset(keys: Float64Array): void {
    moments = 1;
    time[0] = 0;
    next[0] = -1;
    free.set(capacities);
    for (let task = 0; task < size; task++) {
      key[task] = running?.[task] === 1 ? -Infinity : (keys[task] ?? 0);
      waiting[task] = (predecessors.offsets[task + 1] ?? 0) - (predecessors.offsets[task] ?? 0);
    }
    for (let task = 0; task < size; task++) if (waiting[task] === 0) eligible.push(task);
  }

  return (keys, start) => {
    reset(keys);
    let makespan = 0;
    for (let task = eligible.pop(); task !== undefined; task = eligible.pop()) {
      place(task, latestPredecessor(task));
      const finish = time[finishMoment[task] ?? 0] ?? 0;
      start[task] = finish - (durations[task] ?? 0);
      if (finish > makespan) makespan = finish;
      for (let slot = successors.offsets[task] ?? 0, end = successors.offsets[task + 1] ?? 0; slot < end; slot++) {
        const successor = successors.targets[slot] ?? 0;
        const left = (waiting[successor] ?? 0) - 1;
        waiting[successor] = left;
        if (left === 0) eligible.push(successor);
      }
    }
    return makespan;
  };
}
