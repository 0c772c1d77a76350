/** A task or group with what it explicitly waits for. */
export interface OrderedItem {
  readonly id: string;
  /** Stage, wave … of the document that the item stands in; without one it takes the highest before it. */
  readonly level?: number | undefined;
  /** Ids that it explicitly waits for; unknown ones do not matter. */
  readonly prerequisites: readonly string[];
  /** A group: it has no place of its own and comes right after the last of its members (its prerequisites). */
  readonly group?: boolean;
}

/** An item at the place where it can be planned. */
export interface SettledItem {
  readonly id: string;
  /** Its own level, or that of a prerequisite where that is higher. */
  readonly level: number;
  /** The prerequisite that raised the level. */
  readonly raisedBy?: string;
}

/**
 * Document order made consistent with what tasks explicitly wait for: an item comes right after its last prerequisite,
 * otherwise where it was, and its level is at least theirs. Order, phase and wave edges that follow the result can
 * never close a cycle with explicit dependencies, because all of them point the same way by (level, place).
 *
 * ```
 * T1  T2 (waits for T4)  T3  T4  T5   →   T1  T3  T4  T2  T5
 * ```
 *
 * *Complexity*: O(items + prerequisites). *Ties*: document order. Items that wait for each other keep document order;
 * the graph builder reports them.
 */
export function settleOrder(items: readonly OrderedItem[]): readonly SettledItem[] {
  const { followers, open } = linkItems(items);
  const settled: SettledItem[] = [];
  const levels = new Map<string, number>();
  let highest = 0;
  const place = (item: OrderedItem): void => {
    const placed = raise(item, item.level ?? highest, levels);
    highest = Math.max(highest, placed.level);
    levels.set(item.id, placed.level);
    settled.push(placed);
  };
  items.forEach(({ id }, current) => {
    if (open[current] !== 0 || levels.has(id)) return;
    const ready = [current];
    for (const index of ready) {
      for (const item of items.slice(index, index + 1)) place(item);
      for (const follower of followers[index] ?? []) {
        const left = (open[follower] ?? 0) - 1;
        open[follower] = left;
        // One that the walk has not reached yet keeps its own place.
        const passed = follower < current || items[follower]?.group === true;
        if (left === 0 && passed) ready.push(follower);
      }
    }
  });
  for (const item of items) if (!levels.has(item.id)) place(item);
  return settled;
}

/** Who follows each item, and how many prerequisites each item still has. */
function linkItems(items: readonly OrderedItem[]): {
  readonly followers: readonly number[][];
  readonly open: number[];
} {
  const indexOf = new Map(items.map((item, index) => [item.id, index]));
  const followers = items.map((): number[] => []);
  const open = items.map(({ prerequisites }, index) => {
    const known = new Set(prerequisites.flatMap((on) => indexOf.get(on) ?? []));
    known.delete(index);
    for (const on of known) followers[on]?.push(index);
    return known.size;
  });
  return { followers, open };
}

function raise({ id, prerequisites }: OrderedItem, own: number, levels: ReadonlyMap<string, number>): SettledItem {
  let level = own;
  let raisedBy: string | undefined;
  for (const on of prerequisites) {
    const reached = levels.get(on) ?? own;
    if (reached > level) [level, raisedBy] = [reached, on];
  }
  return { id, level, ...(raisedBy === undefined ? {} : { raisedBy }) };
}
