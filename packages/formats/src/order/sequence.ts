/** A task in a row. */
export interface SequenceItem {
  readonly id: string;
  /** It waits for everything before it that counts. */
  readonly waits: boolean;
  /** It counts for those behind it. */
  readonly counts: boolean;
}

/** Makes a joint, a group that is done when its members are, and gives its id. */
export type MakeJoint = (members: readonly string[], before: string) => string;

/** Beyond this, a list of predecessors that is needed again becomes a joint. */
const MAX_REPEATED = 4;

/**
 * Who waits for whom in a row of tasks: one that waits, waits for all that count since the last waiting one, that one
 * included; earlier ones follow from that.
 *
 * ```
 * A  B‖  C‖  D      (‖ waits for no neighbour)      D waits for A, B and C
 * ```
 *
 * *Complexity*: O(items) edges: a row that several items wait for without being waited for becomes a joint.
 */
export function sequence(items: readonly SequenceItem[], makeJoint: MakeJoint): ReadonlyMap<string, readonly string[]> {
  const waitsFor = new Map<string, readonly string[]>();
  let front: readonly string[] = [];
  let pending: string[] = [];
  for (const { id, waits, counts } of items) {
    if (!waits) {
      if (counts) pending.push(id);
      continue;
    }
    front = pending.length > 0 ? [...front, ...pending] : front;
    pending = [];
    if (!counts && front.length > MAX_REPEATED) front = [makeJoint(front, id)];
    if (front.length > 0) waitsFor.set(id, front);
    if (counts) front = [id];
  }
  return waitsFor;
}
