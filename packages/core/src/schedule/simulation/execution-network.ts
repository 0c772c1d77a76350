import { at } from '../../graph/at.js';
import type { CompiledProblem } from '../problem/compile-problem.js';

/** The rank of what takes no time: it is never ready, but done at once. */
export const TAKES_NO_TIME = -1;

/** A plan as the loops that execute it read it, and what they write. All arrays are made once. */
export interface ExecutionNetwork {
  /** A node of its own that all sources wait for, so that every execution begins with it. Its index is the number of tasks. */
  readonly root: number;
  /** At most so many tasks at once. */
  readonly workers: number;
  /** By task, its place in the order in which tasks are given out. */
  readonly ranks: Int32Array;
  readonly taskOf: Int32Array;
  /** What waits for each task, in compressed rows. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly indegrees: Int32Array;
  /** Of the execution that is going on: how many predecessors each task still waits for. */
  readonly waiting: Int32Array;
  /** The ranks of ready tasks (`addRank`). */
  readonly readyBits: Int32Array;
  /** Who is busy until when (`pushBusy`). */
  readonly busy: Float64Array;
  /** Of the last execution. */
  readonly finish: Float64Array;
  /**
   * Of the last execution, by task: the task at whose finish it could start, be it a dependency or who gave back what was
   * missing; the root for what started at 0. Milestones are looked through.
   */
  readonly waitedFor: Int32Array;
}

/** Executes the network once with these durations, above 0 wherever the planned one is. *Returns* the task that ended last. */
export type ExecutePlan = (durations: Float64Array) => number;

/** `ranks`: by task, all different, from 0. *Complexity*: `O(V + E)`. */
export function executionNetwork(problem: CompiledProblem, ranks: Int32Array): ExecutionNetwork {
  const { size, successors, predecessors, durations, workers } = problem;
  const rankOrNone = new Int32Array(size + 1).fill(TAKES_NO_TIME);
  const taskOf = new Int32Array(size);
  const indegrees = new Int32Array(size + 1);
  const sources: number[] = [];
  for (let task = 0; task < size; task++) {
    if (at(durations, task) > 0) rankOrNone[task] = at(ranks, task);
    taskOf[at(ranks, task)] = task;
    const indegree = at(predecessors.offsets, task + 1) - at(predecessors.offsets, task);
    indegrees[task] = Math.max(1, indegree);
    if (indegree === 0) sources.push(task);
  }
  const edgeCount = successors.targets.length;
  const offsets = new Int32Array(size + 2).fill(edgeCount + sources.length);
  offsets.set(successors.offsets);
  const targets = new Int32Array(edgeCount + sources.length);
  targets.set(successors.targets);
  targets.set(sources, edgeCount);
  return {
    root: size,
    workers: workers === 0 ? size : workers,
    ranks: rankOrNone,
    taskOf,
    offsets,
    targets,
    indegrees,
    waiting: new Int32Array(size + 1),
    readyBits: new Int32Array((size >> 5) + 1),
    busy: new Float64Array(2 * size + 2),
    finish: new Float64Array(size + 1),
    waitedFor: new Int32Array(size + 1).fill(size),
  };
}
