import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import type { IdReference } from './id-list.js';
import { prefixIndex } from './prefix-index.js';

/** Ranges and wildcards of a document may stand for this many edges; a plan that needs more has none that means anything. */
const MAX_EXPANDED = 100_000;

/** What a reference belongs to. */
export interface ReferenceOwner {
  /** The task that waits; a range or prefix around it leaves it out. */
  readonly id: string;
  /** The reference as written, and where. */
  readonly text: string;
  readonly span: SourceSpan;
}

/** Finds the tasks that the references of one document mean. */
export interface ReferenceResolver {
  /**
   * The plan's ids that a reference means, each once. A single id that no task has is kept as written, for the graph
   * builder to report; so are the ends of a range that no task has, and a prefix that no id has (`9.x`, `FOO-*`).
   *
   * *Complexity*: O(log n + ids between).
   */
  resolve(reference: IdReference, owner: ReferenceOwner): readonly string[];
  /** CREST216 for each range and prefix that came after the document had used up what these may stand for. */
  diagnostics(): readonly Diagnostic[];
}

/** Ids as written, by their place between each other (`T9 < T010 < T010a`). */
type SortedIds = readonly { readonly written: string; readonly key: IdKey }[];

/** The parts of an id that ranges compare: numbers and letters in turn. */
type IdKey = readonly (number | string)[];

/**
 * Prepares the ids of a plan (`idOf`: from an id as written to the id in the plan), and counts what ranges and prefixes
 * of the document stand for. *Complexity*: O(n log n).
 */
export function referenceResolver(idOf: ReadonlyMap<string, string>): ReferenceResolver {
  const sorted = [...idOf.keys()].map((written) => ({ written, key: keyOf(written) }));
  sorted.sort((a, b) => compareKeys(a.key, b.key) || (a.written < b.written ? -1 : 1));
  const withPrefix = prefixIndex(idOf);
  const diagnostics: Diagnostic[] = [];
  let expanded = 0;
  const expand = (reference: Exclude<IdReference, { readonly kind: 'id' }>): readonly string[] => {
    if (reference.kind === 'below') {
      const { prefix } = reference;
      const found = withPrefix(prefix);
      expanded += found.length;
      return found.length > 0 ? found : [prefix.endsWith('.') ? `${prefix}x` : `${prefix}*`];
    }
    const ends = [reference.first, reference.last];
    const [first = [], last = []] = ends.map(keyOf).sort(compareKeys);
    const { found, visited } = between(sorted, first, last);
    expanded += visited;
    return [...ends.filter((end) => !idOf.has(end)), ...found.map((written) => idOf.get(written) ?? written)];
  };
  return {
    resolve(reference, { id, text, span }) {
      if (reference.kind === 'id') return [idOf.get(reference.id) ?? reference.id];
      if (expanded > MAX_EXPANDED) {
        diagnostics.push(diagnostic('CREST216', { id, text, limit: MAX_EXPANDED }, { span }));
        return [];
      }
      return [...new Set(expand(reference))].filter((on) => on !== id);
    },
    diagnostics: () => diagnostics,
  };
}

/** The ids of a range, and how many were looked at. */
function between(sorted: SortedIds, first: IdKey, last: IdKey): { readonly found: string[]; readonly visited: number } {
  // 1.2–1.8 means 1.3, not 1.3.1: a range of numbers stays on its level.
  const anyLevel = typeof first[0] === 'string';
  const found: string[] = [];
  const start = firstAtOrAfter(sorted, first);
  let at = start;
  for (let entry = sorted[at]; entry && compareKeys(entry.key, last) <= 0; entry = sorted[++at]) {
    if (anyLevel || numbersIn(entry.key) === numbersIn(first)) found.push(entry.written);
  }
  return { found, visited: at - start };
}

function firstAtOrAfter(sorted: SortedIds, wanted: IdKey): number {
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
