import { readIdList, type IdNotation, type PlacedReference } from './id-list.js';

/** Ids that a phrase names as dependencies. */
export interface PhraseReferences {
  readonly references: readonly PlacedReference[];
  /** A bracket before the phrase or a colon behind it: what follows is surely a list of ids. */
  readonly isList: boolean;
}

const PHRASE =
  /(?:\b(?:depends?(?:\s+on)?|dependenc(?:y|ies)|blocked\s+by|requires)\b|依赖|依賴|依存)[\s*_`]*[:：]?[\s*_`]*/gi;
/** "does not depend on T003", "no longer blocked by T003", "unblocked …" (one word, never matched). */
const NEGATED = /(?:\bnot|n['’]t|\bnever|\bno longer|\bwithout)\s+$/i;

/**
 * Finds `(depends on T012, T013)`, `Depends on: …`, `**Dependencies**: …`, `blocked by …`, `requires T004` in one line.
 * Only ids right behind the phrase count: prose that merely mentions a task is no dependency, nor is a phrase in
 * backticks.
 *
 * *Complexity*: O(length).
 */
export function phraseReferences(text: string, notation: IdNotation): readonly PhraseReferences[] {
  const found: PhraseReferences[] = [];
  const visible = withoutCode(text);
  for (const phrase of text.matchAll(PHRASE)) {
    if (visible[phrase.index] !== text[phrase.index]) continue;
    if (NEGATED.test(text.slice(Math.max(0, phrase.index - 12), phrase.index))) continue;
    const { references } = readIdList(text, notation, phrase.index + phrase[0].length);
    const isList = text[phrase.index - 1] === '(' || /[:：]/.test(phrase[0]);
    if (references.length > 0) found.push({ references, isList });
  }
  return found;
}

/** Blanks for what stands in backticks, so that every offset stays. */
export function withoutCode(text: string): string {
  return text.replace(/`[^`]+`/g, (code) => ' '.repeat(code.length));
}
