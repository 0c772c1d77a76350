import type { SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { readIdList, type IdNotation, type IdReference } from './id-list.js';

/** Ids that a phrase names as dependencies, and where it stands. */
export interface PhraseReferences {
  readonly references: readonly IdReference[];
  readonly span: SourceSpan;
}

const PHRASE =
  /(?:\b(?:depends?(?:\s+on)?|dependenc(?:y|ies)|blocked\s+by|requires)\b|依赖|依賴|依存)[\s*_`]*[:：]?[\s*_`]*/gi;
/** "does not depend on T003", "no longer blocked by T003", "unblocked …" (one word, never matched). */
const NEGATED = /(?:\bnot|n['’]t|\bnever|\bno longer|\bwithout)\s+$/i;

/**
 * Finds `(depends on T012, T013)`, `Depends on: …`, `**Dependencies**: …`, `blocked by …`, `requires T004` in one line.
 * Only ids right behind the phrase count: prose that merely mentions a task is no dependency.
 *
 * *Complexity*: O(length).
 */
export function phraseReferences(source: SourceText, line: number, notation: IdNotation): readonly PhraseReferences[] {
  const text = source.lineText(line);
  const lineStart = source.lineStarts[line - 1] ?? 0;
  const found: PhraseReferences[] = [];
  for (const phrase of text.matchAll(PHRASE)) {
    if (NEGATED.test(text.slice(Math.max(0, phrase.index - 12), phrase.index))) continue;
    const end = phrase.index + phrase[0].length;
    const { references, rest } = readIdList(text.slice(end), notation);
    if (references.length === 0) continue;
    const listEnd = text.slice(0, text.length - rest.length).trimEnd().length;
    found.push({ references, span: source.spanAt(lineStart + phrase.index, lineStart + listEnd) });
  }
  return found;
}
