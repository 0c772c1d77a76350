/** A task or group among others, by index. */
export interface NestedItem {
  /** What it is a part of. */
  readonly parents: readonly number[];
  /** What it explicitly waits for. */
  readonly waitsFor: readonly number[];
}

/** Whether the wait of one item for another is part of a circle. */
export type InCircle = (from: number, on: number) => boolean;

/**
 * Finds the waits that cannot be kept once a parent is done only when its parts are: the wait of a part for its own
 * parent, or for the parent of what waits for it. Only waits for a parent are told; those for a task are what a person
 * wrote, and the graph builder reports their cycles.
 *
 * Every item is two points, as in a critical-path network: its start waits for the starts of its parents and the ends of
 * what it waits for, its end for its own start and the ends of its parts. A wait within one strongly connected component
 * is in a circle.
 *
 * *Complexity*: O(items + parents + waits). *Source*: Tarjan 1972.
 */
export function groupCircles(items: readonly NestedItem[]): InCircle {
  const start = (index: number): number => 2 * index;
  const end = (index: number): number => 2 * index + 1;
  const arcs = items.flatMap(() => [[], []] as [number[], number[]]);
  const isParent = items.map(() => false);
  items.forEach(({ parents, waitsFor }, index) => {
    arcs[end(index)]?.push(start(index));
    for (const parent of parents) {
      isParent[parent] = true;
      arcs[start(index)]?.push(start(parent));
      arcs[end(parent)]?.push(end(index));
    }
    for (const on of waitsFor) arcs[start(index)]?.push(end(on));
  });
  const component = components(arcs);
  return (from, on) => (isParent[on] ?? false) && component[start(from)] === component[end(on)];
}

/** Tarjan's walk: when it came by each point, and the earliest open point that is reached from there. */
interface Walk {
  readonly component: number[];
  readonly order: number[];
  readonly lowest: number[];
  /** Points that are in no component yet. */
  readonly open: number[];
}

/** The number of the strongly connected component of each point. A loop: chains are as long as a document wants. */
function components(arcs: readonly (readonly number[])[]): readonly number[] {
  const walk: Walk = { component: arcs.map(() => -1), order: arcs.map(() => -1), lowest: arcs.map(() => 0), open: [] };
  const { component, order } = walk;
  const next = arcs.map(() => 0); // the arc to follow next
  let clock = 0;
  arcs.forEach((_, root) => {
    if (order[root] !== -1) return;
    const path = [root];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      if (order[at] === -1) {
        order[at] = clock;
        walk.lowest[at] = clock++;
        walk.open.push(at);
      }
      const arc = next[at] ?? 0;
      next[at] = arc + 1;
      const to = arcs[at]?.[arc];
      if (to === undefined) leave(walk, path);
      else if (order[to] === -1) path.push(to);
      else if (component[to] === -1) reach(walk, at, order[to]);
    }
  });
  return component;
}

function reach({ lowest }: Walk, at: number, place = 0): void {
  lowest[at] = Math.min(lowest[at] ?? 0, place);
}

/** All arcs of the last point have been followed: it closes a component, or belongs to that of an earlier point. */
function leave(walk: Walk, path: number[]): void {
  const at = path.pop() ?? 0;
  const above = path.at(-1);
  if (above !== undefined) reach(walk, above, walk.lowest[at]);
  if (walk.lowest[at] !== walk.order[at]) return;
  for (let member = walk.open.pop(); member !== undefined; member = walk.open.pop()) {
    walk.component[member] = at;
    if (member === at) return;
  }
}
