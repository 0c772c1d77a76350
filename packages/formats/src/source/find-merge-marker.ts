import type { SourceSpan } from '@nx-crest/core';
import type { SourceText } from './source-text.js';

/**
 * The first line of an unresolved merge: `<<<<<<< ours`, later `=======`, later `>>>>>>> theirs`, each at a line's start.
 * One of them alone is a heading's underline or a quotation.
 *
 * *Complexity*: O(n).
 */
export function findMergeMarker(source: SourceText): SourceSpan | undefined {
  if (!source.text.includes('<<<<<<< ')) return undefined;
  let opened: number | undefined;
  let divided = false;
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    if (text.startsWith('<<<<<<< ')) opened ??= line;
    else if (text === '=======') divided = opened !== undefined;
    else if (text.startsWith('>>>>>>> ') && divided && opened !== undefined) return source.lineSpan(opened);
  }
  return undefined;
}
