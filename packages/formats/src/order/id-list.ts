/** What a list of ids names: single ids, ranges (both ends included) and everything below a prefix (`3.x`). */
export type IdReference =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'range'; readonly first: string; readonly last: string }
  | { readonly kind: 'below'; readonly prefix: string };

/** A reference, and where it stands. *Units*: offsets into the text that was read. */
export type PlacedReference = IdReference & { readonly start: number; readonly end: number };

/** The ids at the start of a text, and what follows them. */
export interface IdList {
  readonly references: readonly PlacedReference[];
  readonly rest: string;
}

/** How one format writes ids. Both expressions are sticky (`y`). */
export interface IdNotation {
  readonly id: RegExp;
  /** Words that may stand before an id: `Task 2.1`. */
  readonly lead: RegExp;
}

const SEPARATOR = /[\s*_`]*(?:[,+&、/‖|]|and\b)?[\s*_`]*(?:[,+&]|and\b)?[\s*_`]*/y;
const RANGE = /\s*(?:-|–|—|\.{2,3}|…|to\b|through\b)\s*/y;
const ASIDE = /[\s*_`]*\([^()]*\)/y;
const MARKS = /[\s*_`{[]*/y;

/**
 * Reads ids from an offset of a text on: `T012, T013`, `T004+T006`, `T001–T006`, `Tasks 2.3, 3.x and 4.1 (for data)`.
 * Asides in brackets are skipped; the first word that is neither an id nor a separator ends the list.
 *
 * *Complexity*: O(length).
 */
export function readIdList(text: string, notation: IdNotation, from = 0): IdList {
  const references: PlacedReference[] = [];
  let at = skip(MARKS, text, from);
  for (;;) {
    const start = skip(notation.lead, text, at);
    const first = match(notation.id, text, start);
    if (first === undefined) break;
    at = start + first.length;
    const dash = match(RANGE, text, at);
    const lastStart = dash === undefined ? at : skip(notation.lead, text, at + dash.length);
    const last = dash === undefined ? undefined : match(notation.id, text, lastStart);
    if (last !== undefined) at = lastStart + last.length;
    references.push({ ...referenceOf(first, last), start, end: at });
    at = skip(/[*_`}\]]*/y, text, at);
    at = skip(ASIDE, text, at);
    const next = skip(MARKS, text, skip(SEPARATOR, text, at));
    if (match(notation.id, text, skip(notation.lead, text, next)) === undefined) break;
    at = next;
  }
  return { references, rest: text.slice(at) };
}

function referenceOf(first: string, last: string | undefined): IdReference {
  if (last !== undefined) return { kind: 'range', first, last };
  return /\.[xX*]$/.test(first) ? { kind: 'below', prefix: first.slice(0, -1) } : { kind: 'id', id: first };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + (match(pattern, text, at)?.length ?? 0);
}
