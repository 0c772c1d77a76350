import { readIdList, type IdNotation, type PlacedReference } from '../order/id-list.js';

/** What a `Depends on` line says. */
export interface DependsLine {
  /** References to phases, written `P2.1`. *Units*: offsets into the line. */
  readonly references: readonly PlacedReference[];
  /** The line says "Nothing". */
  readonly isNothing: boolean;
}

const LABEL = /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}depends(?:[ -]on)?[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*/i;
const NOTHING = /^(?:nothing|none|n\/a|no (?:prior|other|previous)|-|—)(?!\w)/i;
const NUMBERS: IdNotation = { id: /\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?(?![\w])/y, lead: /(?:phases?[ \t]+)?/iy };
const LEAD = /\bphases?[ \t]+(?=\d)/gi;

/**
 * Reads `**Depends on**: Phase 1, Phase 2 (for its types)`, `Depends on: Phases 2 and 3`, `Phases 1-3`, `Nothing (first
 * phase)`. What stands in brackets is a reason, and so are other words.
 *
 * *Returns* undefined where the line says nothing about it. *Complexity*: O(length).
 */
export function readDependsLine(line: string): DependsLine | undefined {
  const label = LABEL.exec(line);
  if (!label) return undefined;
  const text = withoutBrackets(line);
  const start = label[0].length;
  if (NOTHING.test(text.slice(start).trimStart())) return { references: [], isNothing: true };
  const found = new Map<number, PlacedReference>();
  const starts = [start, ...[...text.slice(start).matchAll(LEAD)].map(({ index }) => start + index)];
  let end = 0;
  for (const at of starts) {
    if (at < end) continue; // inside the list before
    for (const reference of readIdList(text, NUMBERS, at).references) {
      found.set(reference.start, withPrefix(reference));
      end = reference.end;
    }
  }
  return { references: [...found.values()], isNothing: false };
}

/** Ids with a letter in front, so that a range takes the inserted phases between as well (`P2.1` in `P1`–`P3`). */
function withPrefix(reference: PlacedReference): PlacedReference {
  const plain = (id: string): string =>
    `P${id
      .toLowerCase()
      .split('.')
      .map((part) => part.replace(/^0+(?=\d)/, ''))
      .join('.')}`;
  if (reference.kind === 'id') return { ...reference, id: plain(reference.id) };
  if (reference.kind === 'range') return { ...reference, first: plain(reference.first), last: plain(reference.last) };
  return reference;
}

/** Blanks for what stands in brackets, so that every offset stays. */
function withoutBrackets(text: string): string {
  let depth = 0;
  let result = '';
  for (const char of text) {
    if (char === '(') depth++;
    result += depth > 0 ? ' '.repeat(char.length) : char;
    if (char === ')') depth = Math.max(0, depth - 1);
  }
  return result;
}
