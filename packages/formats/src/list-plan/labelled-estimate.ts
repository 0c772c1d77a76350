import { diagnostic, type Diagnostic, type DocumentEstimate } from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import type { SourceText } from '../source/source-text.js';

/** What a label says about the effort of a task. */
export type LabelledEstimate =
  | { readonly kind: 'estimate'; readonly estimate: DocumentEstimate }
  | { readonly kind: 'unreadable'; readonly diagnostic: Diagnostic };

const LABEL =
  /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}(?:effort|estimate|estimated (?:effort|time)|duration)[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*(?=\S)/i;

/**
 * Reads `**Effort**: 2 hours`, `Estimate: 30min`, `Duration: 2-4 days` in the details of a task; the first such line counts.
 * A value that begins with a figure and is no duration is CREST209; words ("small") say nothing.
 *
 * *Complexity*: O(characters of the lines).
 */
export function labelledEstimate(source: SourceText, lines: readonly number[]): LabelledEstimate | undefined {
  for (const line of lines) {
    const text = source.lineText(line);
    const label = LABEL.exec(text);
    if (!label) continue;
    const start = source.lineSpan(line).start.offset + label[0].length;
    const value = text.slice(label[0].length).replace(/[\s*_.]+$/, '');
    const place = { start, end: start + value.length };
    const estimate = documentEstimate(source, place);
    if (estimate) return { kind: 'estimate', estimate };
    if (!/^[~≈]?\d/.test(value)) return undefined;
    const span = source.spanAt(place.start, place.end);
    return { kind: 'unreadable', diagnostic: diagnostic('CREST209', { text: value }, { span }) };
  }
  return undefined;
}
