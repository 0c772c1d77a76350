import { readIdList, type IdNotation, type PlacedReference } from './id-list.js';

/** "`after` waits for `before`", as one line of a document says. */
export interface ArrowStep {
  readonly before: readonly PlacedReference[];
  readonly after: readonly PlacedReference[];
}

const BULLET = /^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?/;
const LABEL = /^\s*\*{0,2}[A-Z][^:;.]{0,48}:\*{0,2}[ \t]+/;
/** "Wrong: T003 → T001", "Not needed: …". */
const DENIAL = /\b(?:not|never|no|without|avoid|wrong|bad|removed?|instead of)\b|n['’]t\b/i;
const FORWARD = /^[\s*_`]*(?:-{1,3}>|={1,2}>|→|⟶|➜|⇒|blocks?\b)[\s*_`]*/i;
const BACKWARD =
  /^[\s*_`]*(?:<-{1,3}|←|⇐|(?:[—–-]\s*)?(?:depends?\s+on|requires?|blocked\s+by|(?:can|may)\s+(?:be\s+(?:done|run|developed|started)|run|start|proceed)\s+(?:in\s+parallel\s+)?after)\b)[\s*_`]*:?/i;
/** "… depends on T033 — it reuses the types": the reason. */
const REASON = /^[\s*_`]*\s(?:[—–]|-)\s+\S/;
const END = /^[\s.;*_`]*$/;

/**
 * Reads a line that consists of nothing but id lists and arrows: `T001 → T002 → T003`, `T004, T005 <- T019-T026`,
 * `- T012 (mapper) depends on T010`, `Tasks 7-9 can be done in parallel after task 1`. Asides in brackets and one leading label (`US1:`) are allowed, and a reason
 * behind a dash (`T003 depends on T002 — for its types`); any other word makes the line prose, and prose is no edge.
 * Of a line with several clauses (`T001 → T002; T003 ships later`) each is read by itself.
 *
 * *Returns* one step per arrow, or nothing. *Complexity*: O(length).
 */
export function readArrowLine(line: string, notation: IdNotation): readonly ArrowStep[] {
  return clausesOf(line).flatMap(({ text, from }) => readClause(text, from, notation));
}

function readClause(text: string, from: number, notation: IdNotation): readonly ArrowStep[] {
  const steps: ArrowStep[] = [];
  let list = readIdList(text, notation, from);
  if (list.references.length === 0) {
    const label = LABEL.exec(text.slice(from, from + 64))?.[0];
    if (label === undefined || DENIAL.test(label)) return [];
    list = readIdList(text, notation, from + label.length);
  }
  let isBackward = false; // the arrow before the list is "depends on"
  while (list.references.length > 0) {
    if (END.test(list.rest) || (isBackward && REASON.test(list.rest))) return steps;
    const forward = FORWARD.exec(list.rest);
    const arrow = forward ?? BACKWARD.exec(list.rest);
    if (!arrow) return [];
    const next = readIdList(text, notation, text.length - list.rest.length + arrow[0].length);
    const [before, after] = forward ? [list, next] : [next, list];
    steps.push({ before: before.references, after: after.references });
    isBackward = !forward;
    list = next;
  }
  return [];
}

/** A clause ends at the end of its text, and begins at an offset of it: so do the offsets of its references. */
interface Clause {
  readonly text: string;
  readonly from: number;
}

/** The parts of a line between `;` and `. `, those in brackets aside. */
function clausesOf(line: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = BULLET.exec(line)?.[0].length ?? 0;
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    const char = line[at];
    if (char === '(') depth++;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (char === ';' || (char === '.' && line[at + 1] === ' '))) {
      clauses.push({ text: line.slice(0, at), from });
      from = at + 1;
    }
  }
  return [...clauses, { text: line, from }];
}
