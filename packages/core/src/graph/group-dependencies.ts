import type { PlanDependency, PlanGroup } from '../model/plan.js';

/**
 * What each member gets from the groups around it: a group's dependencies are those of all that it holds.
 * Handed down from the outermost group inwards, each group once; groups without dependencies of their own hand on
 * the list that they got. Not handed down: a dependency on something inside the group (the group waits for it anyway)
 * and one that nothing defines (it is reported once, at the group).
 *
 * *Complexity*: linear in the dependencies that are handed out. *Returns* by member id, without empty lists.
 */
export function groupDependencies(
  groups: readonly PlanGroup[],
  isKnown: (id: string) => boolean,
): ReadonlyMap<string, readonly PlanDependency[]> {
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  const parentsOf = new Map<string, string[]>();
  for (const group of groups) for (const member of group.members) append(parentsOf, member, [group.id]);

  const received = new Map<string, readonly PlanDependency[]>();
  const waiting = new Map(groups.map((group) => [group.id, parentsOf.get(group.id)?.length ?? 0]));
  const outermostFirst = groups.filter((group) => waiting.get(group.id) === 0);
  for (const group of outermostFirst) {
    const own = group.dependencies.filter(({ on }) => isKnown(on) && !isInside(on, group.id, parentsOf));
    const handed = merge(received.get(group.id), own);
    for (const member of group.members) {
      const list = merge(received.get(member), handed);
      if (list.length > 0) received.set(member, list);
      const inner = groupOf.get(member);
      const left = (waiting.get(member) ?? 0) - 1;
      waiting.set(member, left);
      if (inner && left === 0) outermostFirst.push(inner);
    }
  }
  return received;
}

function isInside(id: string, groupId: string, parentsOf: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set([id]);
  for (const step of seen) {
    if (step === groupId) return true;
    for (const parent of parentsOf.get(step) ?? []) seen.add(parent);
  }
  return false;
}

/** Both lists; where one is empty the other itself, so that most members share one list. */
function merge<T>(some: readonly T[] | undefined, more: readonly T[]): readonly T[] {
  if (!some || some.length === 0) return more;
  return more.length === 0 ? some : [...some, ...more];
}

function append(map: Map<string, string[]>, key: string, values: readonly string[]): void {
  const list = map.get(key);
  if (list) list.push(...values);
  else map.set(key, [...values]);
}
