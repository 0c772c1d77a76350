import { degrees, type Adjacency } from './adjacency.js';
import { at } from './at.js';

/**
 * Every index after all of its predecessors: Kahn's rounds, so first all tasks that wait for nothing, then all that wait
 * for these only, and so on.
 *
 * *Ties*: within a round by index. *Complexity*: `O(E + V log V)`.
 * *Returns* fewer indices than the graph has where some of them lie on, or behind, a cycle. *Source*: Kahn 1962.
 */
export function topologicalOrder(predecessors: Adjacency, successors: Adjacency): Int32Array {
  const waiting = degrees(predecessors);
  const order = new Int32Array(waiting.length);
  let end = 0;
  for (let index = 0; index < waiting.length; index++) if (waiting[index] === 0) order[end++] = index;

  for (let roundStart = 0; roundStart < end;) {
    const roundEnd = end;
    for (let position = roundStart; position < roundEnd; position++) {
      end = release(at(order, position), successors, { waiting, order, end });
    }
    if (end - roundEnd > 1) order.subarray(roundEnd, end).sort();
    roundStart = roundEnd;
  }
  return order.subarray(0, end);
}

/** Appends the successors of `index` that wait for nothing else; returns the new end. */
function release(
  index: number,
  successors: Adjacency,
  state: { readonly waiting: Int32Array; readonly order: Int32Array; readonly end: number },
): number {
  const { waiting, order } = state;
  let end = state.end;
  for (let slot = at(successors.offsets, index), last = at(successors.offsets, index + 1); slot < last; slot++) {
    const successor = at(successors.targets, slot);
    const left = at(waiting, successor) - 1;
    waiting[successor] = left;
    if (left === 0) order[end++] = successor;
  }
  return end;
}
