import type { DocumentEstimate, Milliseconds } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { parseDuration } from './parse-duration.js';
import { parseSize } from './parse-size.js';

/** Where a duration stands in a document, and what its bare numbers count in. */
export interface DurationPlace {
  readonly start: number;
  readonly end: number;
  readonly unit?: Milliseconds | undefined;
  /** The field is declared to be an estimate: sizes (`M`), points and complexities count too (`parseSize`). */
  readonly sizes?: boolean;
}

/** The estimate that stands at a place of the document; undefined where that text is not a duration. */
export function documentEstimate(source: SourceText, place: DurationPlace): DocumentEstimate | undefined {
  const text = source.text.slice(place.start, place.end);
  const parsed = parseDuration(text, place.unit) ?? (place.sizes === true ? parseSize(text) : undefined);
  if (!parsed) return undefined;
  const { ms, p90Ms, pert } = parsed;
  const span = source.spanAt(place.start, place.end);
  return pert ? { ms, p90Ms, source: 'document', text, span, pert } : { ms, p90Ms, source: 'document', text, span };
}
