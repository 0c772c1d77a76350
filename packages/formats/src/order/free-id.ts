import { toTaskId } from '../ids/to-task-id.js';

/** Hands out ids for groups that no heading or line names, each once and none of those that exist. */
export function freeIds(existing: Iterable<string>): (wanted: string) => string {
  const taken = new Set(existing);
  const next = new Map<string, number>();
  return (wanted) => {
    const base = toTaskId(wanted).slice(0, 56);
    let id = base;
    let number = next.get(base) ?? 2;
    while (taken.has(id)) id = `${base}-${number++}`;
    next.set(base, number);
    taken.add(id);
    return id;
  };
}
