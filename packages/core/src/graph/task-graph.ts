import type { EdgeOrigin } from '../model/plan.js';
import { neighbours, type Adjacency } from './adjacency.js';
import { at, itemAt } from './at.js';
import { EDGE_ORIGINS } from './edge-origins.js';

/**
 * An acyclic task graph by index, made by `buildTaskGraph`. Index = input order. Nobody writes to its arrays.
 *
 * *Units*: durations in whole milliseconds. *Memory*: about 60 bytes a task and 9 bytes an edge, ids apart.
 */
export interface TaskGraph {
  /** Number of nodes: tasks and milestones. */
  readonly size: number;
  readonly edgeCount: number;
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Place of each id among all ids in the order of `<`: the last word in every tie. */
  readonly idRanks: Int32Array;
  readonly durations: Float64Array;
  /** 1 for groups, phases and waves: they take no time and no worker, and waves and width look through them. */
  readonly isMilestone: Uint8Array;
  /** What each task waits for, in the order in which its dependencies were given. */
  readonly predecessors: Adjacency;
  /** `ORIGIN_RANK` of each edge, slot by slot beside `predecessors.targets`. */
  readonly origins: Uint8Array;
  /** What waits for each task, by index. */
  readonly successors: Adjacency;
  /** Every index, dependencies first (`topologicalOrder`): the proof that the graph is acyclic. */
  readonly order: Int32Array;
}

/** One edge as people see it. */
export interface NamedDependency {
  readonly id: string;
  readonly origin: EdgeOrigin;
}

/** What a task waits for, with the reason; edges that were given twice are merged, the strongest origin kept. */
export function dependenciesOf(graph: TaskGraph, index: number): readonly NamedDependency[] {
  const first = at(graph.predecessors.offsets, index);
  return Array.from(neighbours(graph.predecessors, index), (predecessor, position) => ({
    id: itemAt(graph.ids, predecessor),
    origin: itemAt(EDGE_ORIGINS, at(graph.origins, first + position)),
  }));
}
