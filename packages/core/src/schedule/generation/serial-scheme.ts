import { PriorityQueue } from '../priority-queue.js';
import type { CompiledProblem } from '../problem/compile-problem.js';
import { resourceProfile } from './resource-profile.js';

/** Builds one schedule: fills `start` and returns the makespan. Of tasks that could be next, the smallest key is. */
export type GenerationScheme = (keys: Float64Array, start: Float64Array) => number;

/** More cells than this and the profile of the serial scheme would not fit into a reasonable memory. */
const MOST_CELLS = 4_000_000;

/** True where the serial scheme can be used: its memory is tasks · resources, and it does not know who is bound to whom. */
export function allowsSerialScheme({ size, capacities, workerResources }: CompiledProblem): boolean {
  return !workerResources && (size + 1) * capacities.length <= MOST_CELLS;
}

/**
 * The serial generation scheme: task after task, by key, each at the earliest time at which what it waits for is done and
 * all that it needs is free throughout. Some order of the tasks gives an optimal schedule.
 *
 * *Ties*: smaller id. *Complexity*: `O(V · (V · R + log V) + E)` at worst, in practice far below; memory `O(V · R)`.
 * *Source*: Kelley 1963; Kolisch 1996.
 */
export function serialScheme(compiled: CompiledProblem): GenerationScheme {
  const { size, durations, predecessors, successors, running } = compiled;
  const profile = resourceProfile(compiled);
  const { time } = profile;
  const finishMoment = new Int32Array(size);
  const waiting = new Int32Array(size);
  const key = new Float64Array(size);
  const eligible = new PriorityQueue(key, compiled.idRanks);

  /** The moment at which the last of what a task waits for ends. */
  function readyMoment(task: number): number {
    const { offsets, targets } = predecessors;
    let latest = 0;
    for (let slot = offsets[task] ?? 0, end = offsets[task + 1] ?? 0; slot < end; slot++) {
      const moment = finishMoment[targets[slot] ?? 0] ?? 0;
      if ((time[moment] ?? 0) > (time[latest] ?? 0)) latest = moment;
    }
    return latest;
  }

  function release(task: number): void {
    const { offsets, targets } = successors;
    for (let slot = offsets[task] ?? 0, end = offsets[task + 1] ?? 0; slot < end; slot++) {
      const successor = targets[slot] ?? 0;
      const left = (waiting[successor] ?? 0) - 1;
      waiting[successor] = left;
      if (left === 0) eligible.push(successor);
    }
  }

  return (keys, start) => {
    profile.reset();
    for (let task = 0; task < size; task++) {
      // What is running goes first, whatever the keys say: all of it fits at the start.
      key[task] = running?.[task] === 1 ? -Infinity : (keys[task] ?? 0);
      const count = (predecessors.offsets[task + 1] ?? 0) - (predecessors.offsets[task] ?? 0);
      waiting[task] = count;
      if (count === 0) eligible.push(task);
    }
    let makespan = 0;
    for (let task = eligible.pop(); task !== undefined; task = eligible.pop()) {
      const moment = profile.place(task, readyMoment(task));
      finishMoment[task] = moment;
      const finish = time[moment] ?? 0;
      start[task] = finish - (durations[task] ?? 0);
      if (finish > makespan) makespan = finish;
      release(task);
    }
    return makespan;
  };
}
