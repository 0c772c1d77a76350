import type { Milliseconds } from '../model/duration.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { barrierMakespan } from './barrier-makespan.js';
import { criticalPath, type CriticalPath } from './critical-path.js';
import { levels, type Levels } from './levels.js';
import { listSchedule } from './list-schedule.js';
import { identicalWorkers } from './problem/scheduling-problem.js';
import type { Schedule } from './schedule.js';
import { makespanLowerBound, totalWork } from './makespan-bounds.js';
import { waveMembers, waves } from './waves.js';

/** All that a graph and a number of workers tell, except what costs more: `width`, `sweepWorkers`, `transitiveReduction`. */
export interface GraphAnalysis {
  readonly graph: TaskGraph;
  readonly levels: Levels;
  readonly criticalPath: CriticalPath;
  /** The wave of each task; -1 for milestones. */
  readonly waves: Int32Array;
  /** The tasks of each wave, by index. */
  readonly waveMembers: readonly (readonly number[])[];
  readonly totalWork: Milliseconds;
  readonly schedule: Schedule;
  readonly makespanLowerBound: Milliseconds;
  /** True where the schedule is proven optimal: its makespan is the lower bound. */
  readonly optimal: boolean;
  /** The makespan with unlimited workers if each wave waited for the whole wave before it. */
  readonly barrierMakespan: Milliseconds;
  /** `barrierMakespan` minus the critical path length. */
  readonly barrierCost: number;
}

/**
 * Levels, critical path, waves, schedule and bounds of one graph on so many workers.
 *
 * *Complexity*: `O((V + E) log V)`. *Throws* `RangeError` for workers that are not a whole number ≥ 1.
 */
export function analyzeGraph(graph: TaskGraph, workers: number): GraphAnalysis {
  const found = levels(graph);
  const { criticalPathLength } = found;
  const wave = waves(graph);
  const work = totalWork(graph);
  const schedule = listSchedule(identicalWorkers(graph, workers), found.bottomLevel);
  const lowerBound = makespanLowerBound({ totalWork: work, criticalPathLength }, workers);
  // A topological wave never waits for a later one, so the barriers can be followed.
  const withBarriers = barrierMakespan(graph, wave) ?? criticalPathLength;
  return {
    graph,
    levels: found,
    criticalPath: criticalPath(graph, found),
    waves: wave,
    waveMembers: waveMembers(wave),
    totalWork: work,
    schedule,
    makespanLowerBound: lowerBound,
    optimal: schedule.makespan === lowerBound,
    barrierMakespan: withBarriers,
    barrierCost: withBarriers - criticalPathLength,
  };
}
