import { ancestorsOf } from '../checkbox/list-groups.js';
import type { ListDocument } from '../checkbox/list-document.js';

const PHASE = /^phase\s+(\d+)\b/i;
const VALUE = /^phases?\s+(\d+)(?:\s+(?:is\s+)?(?:complete|completed|completion|done))?\s*(?:\([^()]*\))?[\s.*_]*$/i;
const EVERYTHING = /^(?:all|everything)(?:\s+(?:other|later|remaining|following))?(?:\s+tasks?)?[\s.*_]*$/i;

/** Phases of one document may stand for this many edges; a plan that needs more has none that means anything. */
const MAX_EXPANDED = 100_000;

/** What statements about more than single tasks mean. */
export interface NamedPhases {
  /**
   * The ids of the outermost entries below headings `Phase 3: …`, for a value `Phase 3 complete (all features)`;
   * undefined for another value, or a phase that holds none. *Complexity*: O(1).
   */
  phaseOf(value: string): readonly string[] | undefined;
  /**
   * The ids of the entries that wait for the entry at an index when that blocks "all other tasks": the ones behind it,
   * each group as a whole. Undefined for another value. *Complexity*: O(entries).
   */
  blockedBy(value: string, index: number): readonly string[] | undefined;
}

/** *Complexity*: O(entries + headings). */
export function readNamedPhases({ blocks, entries, tree, ids }: ListDocument): NamedPhases {
  const phases = new Map<string, string[]>();
  let next = 0;
  let phase: string | undefined;
  let level = Infinity;
  entries.forEach(({ box }, index) => {
    for (let heading = blocks.headings[next]; heading && heading.line < box.line; heading = blocks.headings[++next]) {
      const number = PHASE.exec(heading.text)?.[1];
      if (number === undefined && heading.level > level) continue; // a heading inside the phase
      [phase, level] = [number, number === undefined ? Infinity : heading.level];
    }
    if (phase === undefined || tree.parents[index] !== undefined) return;
    const list = phases.get(phase);
    if (list) list.push(ids[index] ?? '');
    else phases.set(phase, [ids[index] ?? '']);
  });
  let expanded = 0;
  return {
    phaseOf: (value) => {
      const found = phases.get(VALUE.exec(value)?.[1] ?? '');
      expanded += found?.length ?? 0;
      return expanded > MAX_EXPANDED ? undefined : found;
    },
    blockedBy: (value, index) => {
      if (!EVERYTHING.test(value)) return undefined;
      const around = new Set<number | undefined>([undefined, ...ancestorsOf(tree, index)]);
      return ids.filter((_, other) => other > index && around.has(tree.parents[other]));
    },
  };
}
