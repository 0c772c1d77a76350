import { neighbours, reverse } from './adjacency.js';
import { at } from './at.js';
import type { TaskGraph } from './task-graph.js';

/** Above this many tasks a table of who reaches whom is not made: 5,000 tasks and as many milestones take 25 MB. */
export const EXACT_LIMIT = 5_000;

/** Who waits for whom, directly or not. Bit `j` of row `i` (`words` words a row) is set where `j` waits for `i`. */
export interface Reachability {
  readonly words: number;
  readonly rows: Uint32Array;
  /** Bit `j` of row `i` is set where the edge from `i` to `j` is superfluous: a longer path says the same. */
  readonly redundant: Uint32Array;
}

/**
 * The transitive closure as bit rows, and with it the edges that it does not need.
 *
 * *Complexity*: `O(V · E / 32)` at worst. *Returns* undefined above `EXACT_LIMIT` tasks or twice as many nodes.
 * *Source*: Aho, Garey & Ullman 1972.
 */
export function reachability(graph: TaskGraph): Reachability | undefined {
  const { size, order } = graph;
  const milestones = graph.isMilestone.reduce((sum, one) => sum + one, 0);
  if (size - milestones > EXACT_LIMIT || size > 2 * EXACT_LIMIT) return undefined;

  const words = Math.ceil(size / 32);
  const rows = new Uint32Array(size * words);
  const redundant = new Uint32Array(size * words);
  // In topological order a successor comes before those that it reaches, so a bit that is already set has another path.
  const successors = reverse(graph.predecessors, order);
  for (const node of order.toReversed()) {
    const row = rows.subarray(node * words, (node + 1) * words);
    for (const successor of neighbours(successors, node)) {
      if (hasBit(row, successor)) {
        setBit(redundant.subarray(node * words, (node + 1) * words), successor);
        continue;
      }
      const below = rows.subarray(successor * words, (successor + 1) * words);
      for (let word = 0; word < words; word++) row[word] = at(row, word) | at(below, word);
      setBit(row, successor);
    }
  }
  return { words, rows, redundant };
}

/** True where bit `index` is set. */
export function hasBit(bits: Uint32Array, index: number): boolean {
  return (at(bits, index >>> 5) & (1 << (index & 31))) !== 0;
}

/** Sets bit `index`. */
export function setBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5] = at(bits, index >>> 5) | (1 << (index & 31));
}
