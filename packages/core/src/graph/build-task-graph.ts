import { compareDiagnostics, diagnostic, type Diagnostic } from '../model/diagnostic.js';
import { keepEdges, reverse } from './adjacency.js';
import { at, itemAt } from './at.js';
import { collectEdges, strongestDependency, type CollectedEdges } from './collect-edges.js';
import { ORIGIN_RANK } from './edge-origins.js';
import { findCycles } from './find-cycle.js';
import type { GraphNode } from './graph-node.js';
import { rankIds } from './rank-ids.js';
import type { TaskGraph } from './task-graph.js';
import { topologicalOrder } from './topological-order.js';
import { uniqueIds } from './unique-ids.js';

/** The graph, and everything that is wrong with its parts. There is no graph where tasks wait for each other. */
export interface BuiltGraph {
  readonly graph?: TaskGraph;
  /** Sorted with `compareDiagnostics`. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Builds the task graph and finds every fault in one pass: a repeated id (`CREST101`, kept under a fresh id, see
 * `uniqueIds`; dependencies mean the first bearer), an unknown dependency (`CREST102`) and a self-dependency
 * (`CREST103`), both left out, and cycles (`CREST104`, one per strongly connected component of what is stated).
 *
 * *Complexity*: `O(E + V log V)`. *Ties*: index = input order; of edges given twice the strongest origin is kept.
 * *Throws* `RangeError` for a duration that is not a whole number ≥ 0: the caller's fault, not the document's.
 */
export function buildTaskGraph(nodes: readonly GraphNode[]): BuiltGraph {
  const { ids, renamed } = uniqueIds(nodes.map((node) => node.id));
  const repeated = renamed.map(({ index, id, renamed: fresh, firstIndex }) => {
    const first = itemAt(nodes, firstIndex).span;
    const related = first ? [{ message: `"${id}" is first used here`, span: first }] : [];
    return diagnostic('CREST101', { id, renamed: fresh }, { span: itemAt(nodes, index).span, related });
  });

  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const edges = collectEdges(nodes, ids, indexOf);
  const successors = reverse(edges.predecessors);
  const order = topologicalOrder(edges.predecessors, successors);
  const cyclic = order.length < nodes.length;
  const cycles = cyclic ? cyclesToTell(edges).map((cycle) => describeCycle(cycle, nodes, ids)) : [];
  const diagnostics = [...repeated, ...edges.diagnostics, ...cycles].sort(compareDiagnostics);
  if (cyclic) return { diagnostics };

  const graph: TaskGraph = {
    size: nodes.length,
    edgeCount: edges.predecessors.targets.length,
    ids,
    indexOf,
    idRanks: rankIds(ids, indexOf),
    durations: Float64Array.from(nodes, durationOf),
    isMilestone: Uint8Array.from(nodes, (node) => (node.milestone ? 1 : 0)),
    predecessors: edges.predecessors,
    origins: edges.origins,
    successors,
    order,
  };
  return { graph, diagnostics };
}

/**
 * The cycles that a person wrote, if there are any: edges that order or phases imply join such cycles to one another and
 * shorten them to paths that nobody wrote.
 */
function cyclesToTell({ predecessors, origins }: CollectedEdges): readonly (readonly number[])[] {
  const stated = findCycles(keepEdges(predecessors, (slot) => at(origins, slot) <= ORIGIN_RANK.group));
  return stated.length > 0 ? stated : findCycles(predecessors);
}

function durationOf(node: GraphNode): number {
  if (node.milestone) return 0;
  if (!Number.isSafeInteger(node.durationMs) || node.durationMs < 0) {
    throw new RangeError(`durationMs of "${node.id}" must be a whole number of 0 or more, got ${node.durationMs}`);
  }
  return node.durationMs;
}

/** "a → b → a", with every edge on the way. */
function describeCycle(cycle: readonly number[], nodes: readonly GraphNode[], ids: readonly string[]): Diagnostic {
  const path = [...cycle, ...cycle.slice(0, 1)].map((index) => itemAt(ids, index));
  const related = cycle.flatMap((index, step) => {
    const [id, on] = [itemAt(path, step), itemAt(path, step + 1)];
    const node = itemAt(nodes, index);
    const span = strongestDependency(node, on)?.span ?? node.span;
    return span ? [{ message: `"${id}" waits for "${on}"`, span }] : [];
  });
  return diagnostic('CREST104', { path }, { span: related[0]?.span, related });
}
