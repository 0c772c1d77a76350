import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { findMergeMarker } from './find-merge-marker.js';
import { findMojibake, type Mojibake } from './repair-mojibake.js';
import { sourceText, type SourceText } from './source-text.js';

/** A document made ready for parsers, and what was wrong with its characters. */
export interface ReadSource {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes a document ready for parsers: removes a byte order mark, repairs mojibake (CREST203), finds an unresolved merge
 * (CREST206). `source.raw` stays what was given, and `source.rawOffset` leads back to it exactly.
 *
 * *Complexity*: O(n).
 */
export function readSource(path: string, raw: string): ReadSource {
  const bom = raw.startsWith('\uFEFF') ? 1 : 0;
  const repairs = findMojibake(raw).filter((found) => found.start >= bom);
  const source = repairs.length === 0 && bom === 0 ? sourceText(path, raw) : repairedSource(path, raw, bom, repairs);
  const diagnostics: Diagnostic[] = [];
  const first = repairs[0];
  if (first) {
    const start = first.start - bom;
    const span = source.spanAt(start, start + first.repaired.length);
    diagnostics.push(diagnostic('CREST203', { count: repairs.length }, { span }));
  }
  const merge = findMergeMarker(source);
  if (merge) diagnostics.push(diagnostic('CREST206', {}, { span: merge }));
  return { source, diagnostics };
}

function repairedSource(path: string, raw: string, bom: number, repairs: readonly Mojibake[]): SourceText {
  const parts: string[] = [];
  // From textStarts[i] on, text and raw run side by side, rawStarts[i] being the same place in raw.
  const textStarts = [0];
  const rawStarts = [bom];
  let rawAt = bom;
  let textAt = 0;
  for (const { start, end, repaired } of repairs) {
    parts.push(raw.slice(rawAt, start), repaired);
    textAt += start - rawAt + repaired.length;
    rawAt = end;
    textStarts.push(textAt);
    rawStarts.push(rawAt);
  }
  parts.push(raw.slice(rawAt));
  const rawOffset = (offset: number): number => {
    let low = 0;
    let high = textStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((textStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (rawStarts[low] ?? 0) + offset - (textStarts[low] ?? 0);
  };
  return sourceText(path, parts.join(''), raw, rawOffset);
}
