import type { OrderedItem } from './settle-order.js';

/**
 * Whether parts of a plan can be done one after the other. Where they wait for each other through what is in them, no
 * order holds, neither between parts nor within one: a path may leave a part and come back. What an item says of itself
 * does not matter.
 *
 * *Complexity*: O(items + prerequisites).
 */
export function isAcyclic(nodes: readonly OrderedItem[]): boolean {
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const followers = nodes.map((): number[] => []);
  const open = nodes.map(({ id, prerequisites }, index) => {
    const known = new Set(prerequisites.filter((on) => on !== id).flatMap((on) => indexOf.get(on) ?? []));
    for (const on of known) followers[on]?.push(index);
    return known.size;
  });
  const ready = open.flatMap((count, index) => (count === 0 ? [index] : []));
  for (const index of ready) {
    for (const follower of followers[index] ?? []) {
      open[follower] = (open[follower] ?? 0) - 1;
      if (open[follower] === 0) ready.push(follower);
    }
  }
  return ready.length === nodes.length;
}
