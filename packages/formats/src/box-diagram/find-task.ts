import type { PlacedReference } from '../order/id-list.js';
import { plainId } from './read-label.js';

/** A reference as a list of the document writes it. */
export interface WrittenReference {
  readonly reference: PlacedReference;
  readonly text: string;
}

/** Finds the keys of the tasks that references mean. */
export type FindTasks = (written: WrittenReference) => readonly string[];

/**
 * Prepares the keys of tasks for look-up. A task may stand for a range (`5.1-5.4`) or for everything below (`7.x`): an id
 * in it means that task.
 *
 * *Complexity*: O(1) per reference to one task, O(range) for a range that no task stands for.
 */
export function taskFinder(keys: readonly string[]): FindTasks {
  const known = new Set(keys);
  const inRange = new Map<string, string>();
  for (const key of keys) {
    for (const id of idsOfRange(key)) if (!known.has(id)) inRange.set(id, key);
  }
  const findId = (id: string): string | undefined => {
    if (known.has(id)) return id;
    const below = `${id.slice(0, id.lastIndexOf('.'))}.x`;
    return inRange.get(id) ?? (id.includes('.') && known.has(below) ? below : undefined);
  };
  return ({ reference, text }) => {
    const whole = plainId(text);
    if (known.has(whole)) return [whole];
    const parts = reference.kind === 'range' ? idsOfRange(`${reference.first}-${reference.last}`) : [whole];
    const ids = [...new Set(parts.flatMap((id) => findId(id) ?? []))];
    return ids.length > 0 ? ids : [];
  };
}

const MAX_RANGE = 200;

/** The ids from the first to the last of `5.1-5.4`, `T001-T006`; none where the text is no such range. */
function idsOfRange(text: string): string[] {
  const found = /^(.*?)(\d{1,4})-(.*?)(\d{1,4})$/.exec(text);
  const [, lead = '', first = '', otherLead = '', last = ''] = found ?? [];
  const count = Number(last) - Number(first);
  if (!found || lead.length > 64 || (otherLead !== '' && otherLead !== lead) || count < 0 || count > MAX_RANGE)
    return [];
  return Array.from({ length: count + 1 }, (_, i) => lead + String(Number(first) + i).padStart(first.length, '0'));
}
