import type { PlanFormat } from './plan-format.js';
import { formats } from './formats.js';
import type { SourceText } from './source/source-text.js';

const PATH_BONUS = 0.5;

/**
 * The format that a document most probably has: the one with the highest content score, half a point added where the
 * path is one of its own. Where no content scores (a document that is empty, broken or just begun), the format whose path
 * it is, so that its reader can say what is missing.
 *
 * *Ties*: the order of the registry. *Complexity*: O(n) per format.
 */
export function detectFormat(source: SourceText): PlanFormat | undefined {
  const path = source.path.replaceAll('\\', '/');
  let best: { readonly format: PlanFormat; readonly score: number } | undefined;
  for (const format of formats) {
    const content = format.matchesContent(source);
    const score = content > 0 && format.matchesPath(path) ? content + PATH_BONUS : content;
    if (score > (best?.score ?? 0)) best = { format, score };
  }
  return best?.format ?? formats.find((format) => format.matchesPath(path));
}
