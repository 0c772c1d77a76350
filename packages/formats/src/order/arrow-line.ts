import { readIdList, type IdNotation, type PlacedReference } from './id-list.js';

/** "`after` waits for `before`", as one line of a document says. */
export interface ArrowStep {
  readonly before: readonly PlacedReference[];
  readonly after: readonly PlacedReference[];
}

const LEAD = /^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\*{0,2}[A-Z][\w ]{0,24}\*{0,2}:\*{0,2}[ \t]+)?/;
const FORWARD = /^[\s*_`]*(?:-{1,3}>|={1,2}>|→|⟶|➜|⇒|blocks?\b)[\s*_`]*/i;
const BACKWARD = /^[\s*_`]*(?:<-{1,3}|←|⇐|(?:[—–-]\s*)?(?:depends?\s+on|requires?|blocked\s+by)\b)[\s*_`]*:?/i;
/** "… depends on T033 — it reuses the types": the reason. */
const REASON = /^[\s*_`]*\s(?:[—–]|-)\s+\S/;
const END = /^[\s.;*_`]*$/;

/**
 * Reads a line that consists of nothing but id lists and arrows: `T001 → T002 → T003`, `T004, T005 <- T019-T026`,
 * `- T012 (mapper) depends on T010`. Asides in brackets and one leading label (`US1:`) are allowed, and a reason
 * behind a dash (`T003 depends on T002 — for its types`); any other word makes the line prose, and prose is no edge.
 *
 * *Returns* one step per arrow, or nothing. *Complexity*: O(length).
 */
export function readArrowLine(line: string, notation: IdNotation): readonly ArrowStep[] {
  const steps: ArrowStep[] = [];
  let list = readIdList(line, notation, LEAD.exec(line)?.[0].length ?? 0);
  let isBackward = false; // the arrow before the list is "depends on"
  while (list.references.length > 0) {
    if (END.test(list.rest) || (isBackward && REASON.test(list.rest))) return steps;
    const forward = FORWARD.exec(list.rest);
    const arrow = forward ?? BACKWARD.exec(list.rest);
    if (!arrow) return [];
    const next = readIdList(line, notation, line.length - list.rest.length + arrow[0].length);
    const [before, after] = forward ? [list, next] : [next, list];
    steps.push({ before: before.references, after: after.references });
    isBackward = !forward;
    list = next;
  }
  return [];
}
