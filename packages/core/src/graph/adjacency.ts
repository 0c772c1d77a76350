import { at } from './at.js';

/**
 * Edges in compressed rows: the neighbours of `i` are `targets[offsets[i]]` up to, not including, `targets[offsets[i + 1]]`.
 * `offsets` is one longer than the number of nodes.
 */
export interface Adjacency {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** The neighbours of one node, as a view; loops over all edges read `offsets` and `targets` themselves. */
export function neighbours(adjacency: Adjacency, node: number): Int32Array {
  return adjacency.targets.subarray(at(adjacency.offsets, node), at(adjacency.offsets, node + 1));
}

/** How many neighbours each node has. */
export function degrees(adjacency: Adjacency): Int32Array {
  const { offsets } = adjacency;
  const degree = new Int32Array(offsets.length - 1);
  for (let node = 0; node < degree.length; node++) degree[node] = at(offsets, node + 1) - at(offsets, node);
  return degree;
}

/** The edges whose slot passes; all nodes stay. *Complexity*: `O(V + E)`. */
export function keepEdges({ offsets, targets }: Adjacency, keeps: (slot: number) => boolean): Adjacency {
  const kept = new Int32Array(offsets.length);
  const left: number[] = [];
  for (let node = 0; node + 1 < offsets.length; node++) {
    for (let slot = at(offsets, node), end = at(offsets, node + 1); slot < end; slot++) {
      if (keeps(slot)) left.push(at(targets, slot));
    }
    kept[node + 1] = left.length;
  }
  return { offsets: kept, targets: Int32Array.from(left) };
}

/**
 * Every edge turned round. Rows list their neighbours in `order`, or by index without it.
 *
 * *Complexity*: `O(V + E)`.
 */
export function reverse(adjacency: Adjacency, order?: Int32Array): Adjacency {
  const { offsets, targets } = adjacency;
  const size = offsets.length - 1;
  const reversed = new Int32Array(size + 1);
  for (const target of targets) reversed[target + 1] = at(reversed, target + 1) + 1;
  for (let node = 0; node < size; node++) reversed[node + 1] = at(reversed, node + 1) + at(reversed, node);
  const next = reversed.slice(0, size);
  const sources = new Int32Array(targets.length);
  for (let position = 0; position < size; position++) {
    const node = order ? at(order, position) : position;
    for (let slot = at(offsets, node), end = at(offsets, node + 1); slot < end; slot++) {
      const target = at(targets, slot);
      const place = at(next, target);
      sources[place] = node;
      next[target] = place + 1;
    }
  }
  return { offsets: reversed, targets: sources };
}
