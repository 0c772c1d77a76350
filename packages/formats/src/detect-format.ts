import { formats } from './formats.js';
import type { PlanFormat } from './plan-format.js';
import type { SourceText } from './source/source-text.js';

const PATH_BONUS = 0.5;

/** How much a document looks like one format. */
export interface FormatRating {
  readonly format: PlanFormat;
  /** Its path is one of the format's own. */
  readonly place: boolean;
  /** 0 (not at all) to 1 (nothing else looks like this). */
  readonly content: number;
}

/** How much a document looks like each format, in the order of the registry. *Complexity*: O(n) per format. */
export function rateFormats(source: SourceText): readonly FormatRating[] {
  const path = source.path.replaceAll('\\', '/');
  return formats.map((format) => {
    return { format, place: format.matchesPath(path), content: format.matchesContent(source) };
  });
}

/**
 * The format that a document most probably has: the one with the highest content score, half a point added where the
 * path is one of its own. Where no content scores (a document that is empty, broken or just begun), the format whose path
 * it is, so that its reader can say what is missing.
 *
 * *Ties*: the order of the registry. *Complexity*: O(n) per format.
 */
export function detectFormat(source: SourceText): PlanFormat | undefined {
  const ratings = rateFormats(source);
  let best: { readonly format: PlanFormat; readonly score: number } | undefined;
  for (const { format, place, content } of ratings) {
    const score = content > 0 && place ? content + PATH_BONUS : content;
    if (score > (best?.score ?? 0)) best = { format, score };
  }
  return best?.format ?? ratings.find(({ place }) => place)?.format;
}
