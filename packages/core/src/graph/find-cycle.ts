import { neighbours, type Adjacency } from './adjacency.js';
import { at } from './at.js';

/**
 * One cycle for each strongly connected component of more than one node: a shortest one through its smallest index.
 * A cycle starts with that index, does not repeat it at the end, and reads "each waits for the next".
 *
 * *Ties*: the neighbour listed first. Cycles come by their first index. *Complexity*: `O(V + E)`, without recursion.
 * *Source*: Tarjan 1972.
 *
 * ```text
 *   a ──► b ──► c        cycles: [a, b]   (c is behind the cycle, not on it)
 *   ▲     │
 *   └─────┘
 * ```
 */
export function findCycles(dependencies: Adjacency): readonly (readonly number[])[] {
  const component = strongComponents(dependencies);
  const size = component.length;
  const members = new Int32Array(size);
  for (const label of component) members[label] = at(members, label) + 1;

  const cycles: number[][] = [];
  const cameFrom = new Int32Array(size).fill(-1);
  for (let index = 0; index < size; index++) {
    const label = at(component, index);
    if (at(members, label) < 2) continue;
    members[label] = 0; // seen: its smallest index is the first one that we meet
    cycles.push(shortestCycle(dependencies, { start: index, component, cameFrom }));
  }
  return cycles;
}

/** Breadth first from `start` inside its component until an edge leads back. */
function shortestCycle(
  dependencies: Adjacency,
  inside: { readonly start: number; readonly component: Int32Array; readonly cameFrom: Int32Array },
): number[] {
  const { start, component, cameFrom } = inside;
  const queue = [start];
  for (const node of queue) {
    for (const next of neighbours(dependencies, node)) {
      if (next === start) return pathTo(node, start, cameFrom);
      if (component[next] !== component[start] || cameFrom[next] !== -1) continue;
      cameFrom[next] = node;
      queue.push(next);
    }
  }
  throw new RangeError(`node ${start} is not on a cycle`);
}

function pathTo(node: number, start: number, cameFrom: Int32Array): number[] {
  const path = [];
  for (let step = node; step !== start; step = at(cameFrom, step)) path.push(step);
  return [start, ...path.reverse()];
}

/** Labels each node with its strongly connected component (a label is the index of some node of it). */
function strongComponents(dependencies: Adjacency): Int32Array {
  const size = dependencies.offsets.length - 1;
  const component = new Int32Array(size).fill(-1);
  const entered = new Int32Array(size); // 0: not yet, else 1, 2, 3 … in order of the walk
  const low = new Int32Array(size);
  const nextSlot = dependencies.offsets.slice(0, size);
  const open: number[] = []; // entered, component not known yet
  let count = 0;

  for (let root = 0; root < size; root++) {
    if (entered[root] !== 0) continue;
    const path = [root];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      if (entered[node] === 0) {
        entered[node] = low[node] = ++count;
        open.push(node);
      }
      const slot = at(nextSlot, node);
      if (slot < at(dependencies.offsets, node + 1)) {
        nextSlot[node] = slot + 1;
        const next = at(dependencies.targets, slot);
        if (entered[next] === 0) path.push(next);
        else if (component[next] === -1) low[node] = Math.min(at(low, node), at(entered, next));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(at(low, parent), at(low, node));
      if (low[node] === entered[node]) closeComponent(node, open, component);
    }
  }
  return component;
}

function closeComponent(root: number, open: number[], component: Int32Array): void {
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    component[node] = root;
    if (node === root) return;
  }
}
