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
 * *Ties*: the order of the registry, those at their own place first. *Complexity*: O(n) per format.
 */
export function detectFormat(source: SourceText): PlanFormat | undefined {
  const path = source.path.replaceAll('\\', '/');
  const atPlace = formats.filter((format) => format.matchesPath(path));
  const known = best(atPlace, source, PATH_BONUS);
  // Nothing elsewhere could score more: most documents lie at a place of their format, and are not searched any further.
  if (known && known.score >= 1) return known.format;
  const others = formats.filter((format) => !atPlace.includes(format));
  const found = [known, best(others, source, 0)].reduce((a, b) => (b && b.score > (a?.score ?? 0) ? b : a), undefined);
  return found?.format ?? atPlace[0];
}

interface Scored {
  readonly format: PlanFormat;
  readonly score: number;
}

function best(candidates: readonly PlanFormat[], source: SourceText, bonus: number): Scored | undefined {
  let found: Scored | undefined;
  for (const format of candidates) {
    const content = format.matchesContent(source);
    const score = content > 0 ? content + bonus : 0;
    if (score > (found?.score ?? 0)) found = { format, score };
  }
  return found;
}
