import { buildTaskGraph } from '../graph/build-task-graph.js';
import type { GraphNode } from '../graph/graph-node.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { milliseconds } from '../model/duration.js';

/** `b: [3, 'a']`: b takes 3 ms and waits for a. A duration of `'milestone'` makes a milestone. */
export type GraphRows = Readonly<Record<string, readonly [duration: number | 'milestone', ...dependsOn: string[]]>>;

/** Nodes from short rows; all edges are explicit. */
export function nodesOf(rows: GraphRows): GraphNode[] {
  return Object.entries(rows).map(([id, [duration, ...dependsOn]]) => ({
    id,
    durationMs: milliseconds(duration === 'milestone' ? 0 : duration),
    milestone: duration === 'milestone',
    dependsOn: dependsOn.map((on) => ({ on, origin: 'explicit' as const })),
  }));
}

/** The graph of nodes that are known to be sound. */
export function graphOf(nodes: readonly GraphNode[]): TaskGraph {
  const { graph, diagnostics } = buildTaskGraph(nodes);
  if (!graph || diagnostics.length > 0) throw new Error(`no sound graph: ${JSON.stringify(diagnostics)}`);
  return graph;
}

/** Values by id, for expectations that can be read. */
export function byId(graph: TaskGraph, values: Float64Array | Int32Array): Record<string, number> {
  return Object.fromEntries(graph.ids.map((id, index) => [id, values[index]!]));
}

/** Ids of indices, in the order given. */
export function idsOf(graph: TaskGraph, indices: Iterable<number>): string[] {
  return Array.from(indices, (index) => graph.ids[index]!);
}

/** A copy of everything in a graph, to see later that nobody wrote to it. */
export function snapshotOf(graph: TaskGraph): string {
  return JSON.stringify(graph, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value instanceof Map ? [...value] : value,
  );
}
