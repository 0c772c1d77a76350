import type { IdReference } from './id-list.js';

/** The ids of a plan, ready to be looked up by what a document writes. */
export interface KnownIds {
  /** From an id as written to the id in the plan. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Ids as written, by their place between each other (`T9 < T010 < T010a`). */
  readonly sorted: readonly { readonly written: string; readonly key: IdKey }[];
}

/** The parts of an id that ranges compare: numbers and letters in turn. */
type IdKey = readonly (number | string)[];

/** Prepares the ids of a plan. *Complexity*: O(n log n). */
export function knownIds(idOf: ReadonlyMap<string, string>): KnownIds {
  const sorted = [...idOf.keys()].map((written) => ({ written, key: keyOf(written) }));
  sorted.sort((a, b) => compareKeys(a.key, b.key) || (a.written < b.written ? -1 : 1));
  return { idOf, sorted };
}

/**
 * The plan's ids that a list of references means, each once. A single id that no task has is kept as written, for the
 * graph builder to report; so are the ends of a range that no task has. A range or prefix around the task itself
 * (`self`) leaves it out.
 *
 * *Complexity*: O(log n + ids found) per reference.
 */
export function resolveReferences(
  references: readonly IdReference[],
  known: KnownIds,
  self?: string,
): readonly string[] {
  const found = new Set<string>();
  const addExisting = (written: string): void => {
    const id = known.idOf.get(written);
    if (id !== undefined && id !== self) found.add(id);
  };
  for (const reference of references) {
    if (reference.kind === 'id') found.add(known.idOf.get(reference.id) ?? reference.id);
    else if (reference.kind === 'range') {
      for (const end of [reference.first, reference.last]) if (!known.idOf.has(end)) found.add(end);
      const [first, last] = [keyOf(reference.first), keyOf(reference.last)].sort(compareKeys);
      for (const written of between(known, first ?? [], last ?? [])) addExisting(written);
    } else {
      const first = keyOf(reference.prefix);
      for (const written of between(known, first, [...first, Infinity])) {
        if (written.startsWith(reference.prefix)) addExisting(written);
      }
    }
  }
  return [...found];
}

function between({ sorted }: KnownIds, first: IdKey, last: IdKey): string[] {
  // 1.2–1.8 means 1.3, not 1.3.1: a range of numbers stays on its level; "1.x" has no end, and no level.
  const anyLevel = typeof first[0] === 'string' || last.includes(Infinity);
  const result: string[] = [];
  for (let i = firstAtOrAfter(sorted, first); i < sorted.length; i++) {
    const { key, written } = sorted[i] ?? { key: last, written: '' };
    if (compareKeys(key, last) > 0) break;
    if (anyLevel || numbersIn(key) === numbersIn(first)) result.push(written);
  }
  return result;
}

function firstAtOrAfter(sorted: KnownIds['sorted'], wanted: IdKey): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(sorted[middle]?.key ?? [], wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keyOf(id: string): IdKey {
  return (id.match(/\d+|[A-Za-z]+/g) ?? []).map((part) => (/\d/.test(part) ? Number(part) : part.toUpperCase()));
}

function numbersIn(key: IdKey): number {
  return key.filter((part) => typeof part === 'number').length;
}

/** Part by part; a number before a letter, a shorter key before its extensions. */
function compareKeys(a: IdKey, b: IdKey): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    if (x === y) continue;
    if (typeof x === typeof y) return x < y ? -1 : 1;
    return typeof x === 'number' ? -1 : 1;
  }
  return a.length - b.length;
}
