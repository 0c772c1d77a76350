import type { NotTask } from '@nx-crest/core';
import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';

/**
 * Lines that are meant for boxes and are none, with the reason. Each wants a blank or the end of the line behind the
 * bracket, so that links and footnotes are left alone; no quantifier meets a neighbour that takes the same character.
 */
const NEAR_BOXES: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*>[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX~/-]\](?=\s|$)/, 'in a quotation'],
  [/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[\](?=\s|$)/, 'no status character between the brackets'],
  [/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ \t]{2,4}\](?=\s|$)/, 'more than one character between the brackets'],
  [
    /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?:[ \t]{1,4}[xX~/-][ \t]{0,4}|[xX~/-][ \t]{1,4})\](?=\s|$)/,
    'more than one character between the brackets',
  ],
  [/^[ \t]*[-*+]\[[ xX~/-]\](?=\s|$)/, 'no blank behind the bullet'],
];

/**
 * The lines that look like a box and are none: `> - [ ] T003`, `- [] T004`, `- [  ] T005`, `- [ x ] T006`,
 * `-[ ] T007`; those in code fences, comments and the like are left out.
 *
 * *Complexity*: O(n).
 */
export function nearBoxes(source: SourceText, blocks: MarkdownBlocks): readonly NotTask[] {
  const found: NotTask[] = [];
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    if (!text.includes('[') || blocks.zoneAt(line)) continue;
    const reason = NEAR_BOXES.find(([pattern]) => pattern.test(text))?.[1];
    if (reason !== undefined) found.push({ span: source.lineSpan(line), reason });
  }
  return found;
}
