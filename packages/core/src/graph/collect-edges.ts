import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { Adjacency } from './adjacency.js';
import { at, itemAt } from './at.js';
import { closestId } from './closest-id.js';
import { ORIGIN_RANK } from './edge-origins.js';
import type { GraphDependency, GraphNode } from './graph-node.js';

/** Looking for what was meant reads every id; a document full of unknown names must stay linear. */
const MAX_SUGGESTIONS = 20;

/** The edges that can be drawn, and why others cannot. */
export interface CollectedEdges {
  readonly predecessors: Adjacency;
  readonly origins: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns dependencies by name into edges by index, each once.
 *
 * *Complexity*: `O(V + E)`. *Ties*: of edges given twice the strongest origin is kept, at the place of the first.
 */
export function collectEdges(
  nodes: readonly GraphNode[],
  ids: readonly string[],
  indexOf: ReadonlyMap<string, number>,
): CollectedEdges {
  const given = nodes.reduce((sum, node) => sum + node.dependsOn.length, 0);
  const offsets = new Int32Array(nodes.length + 1);
  const targets = new Int32Array(given);
  const origins = new Uint8Array(given);
  const lastSlot = new Int32Array(nodes.length).fill(-1); // where each target was drawn last
  const faults: { readonly index: number; readonly dependency: GraphDependency }[] = [];
  let end = 0;

  for (const [index, node] of nodes.entries()) {
    const first = end;
    for (const dependency of node.dependsOn) {
      const target = indexOf.get(dependency.on);
      if (target === undefined || target === index) {
        faults.push({ index, dependency });
        continue;
      }
      const rank = ORIGIN_RANK[dependency.origin];
      const slot = at(lastSlot, target);
      if (slot >= first) {
        origins[slot] = Math.min(at(origins, slot), rank);
        continue;
      }
      lastSlot[target] = end;
      targets[end] = target;
      origins[end++] = rank;
    }
    offsets[index + 1] = end;
  }

  const suggest = suggester(ids);
  const diagnostics = faults.map(({ index, dependency: { on, span } }) => {
    const id = itemAt(ids, index);
    const place = { span: span ?? itemAt(nodes, index).span };
    if (indexOf.has(on)) return diagnostic('CREST103', { id }, place);
    return diagnostic('CREST102', { id, on, suggestion: suggest(on) }, place);
  });
  return { predecessors: { offsets, targets: targets.slice(0, end) }, origins: origins.slice(0, end), diagnostics };
}

/** The dependency that stands for an edge: the first of those with the strongest origin. */
export function strongestDependency(node: GraphNode, on: string): GraphDependency | undefined {
  let strongest: GraphDependency | undefined;
  for (const dependency of node.dependsOn) {
    if (dependency.on !== on) continue;
    if (!strongest || ORIGIN_RANK[dependency.origin] < ORIGIN_RANK[strongest.origin]) strongest = dependency;
  }
  return strongest;
}

function suggester(ids: readonly string[]): (wanted: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (wanted) => {
    if (!known.has(wanted) && known.size < MAX_SUGGESTIONS) known.set(wanted, closestId(wanted, ids));
    return known.get(wanted);
  };
}
