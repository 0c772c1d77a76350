import type { Milliseconds } from '../model/duration.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { barrierMakespan } from './barrier-makespan.js';
import { criticalPath, type CriticalPath } from './critical-path.js';
import { levels, type Levels } from './levels.js';
import { totalWork } from './makespan-bounds.js';
import { waveMembers, waves } from './waves.js';

/** All that a graph tells, except what costs more: `width`, `transitiveReduction`, and schedules. */
export interface GraphAnalysis {
  readonly graph: TaskGraph;
  readonly levels: Levels;
  readonly criticalPath: CriticalPath;
  /** The wave of each task; -1 for milestones. */
  readonly waves: Int32Array;
  /** The tasks of each wave, by index. */
  readonly waveMembers: readonly (readonly number[])[];
  readonly totalWork: Milliseconds;
  /** The makespan with unlimited workers if each wave waited for the whole wave before it. */
  readonly barrierMakespan: Milliseconds;
  /** `barrierMakespan` minus the critical path length. */
  readonly barrierCost: number;
}

/**
 * Levels, critical path, waves and barriers of one graph.
 *
 * *Complexity*: `O(E + V log V)`.
 */
export function analyzeGraph(graph: TaskGraph): GraphAnalysis {
  const found = levels(graph);
  const { criticalPathLength } = found;
  const wave = waves(graph);
  // A topological wave never waits for a later one, so the barriers can be followed.
  const withBarriers = barrierMakespan(graph, wave) ?? criticalPathLength;
  return {
    graph,
    levels: found,
    criticalPath: criticalPath(graph, found),
    waves: wave,
    waveMembers: waveMembers(wave),
    totalWork: totalWork(graph),
    barrierMakespan: withBarriers,
    barrierCost: withBarriers - criticalPathLength,
  };
}
