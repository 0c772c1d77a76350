import { boxCensus } from '../checkbox/census.js';
import type { SourceText } from '../source/source-text.js';

const MARKED = /^[ \t]*[-*][ \t]+\[[ xX~-]\]\*?[ \t]+\d+(?:\.\d+)*\.?\*?[ \t](?:\(P\)|[^\n]*[ \t]\(P\)[ \t]*$)/m;
const BOUNDARY = /^[ \t]+(?:[-*][ \t]+)?_Boundary:/m;
const AT_MARGIN = /^- \[[ xX]\]\*? (\d+)(?:\.(\d+))?(?=[\s.*])/gm;
/** The title of cc-sdd's own templates; Kiro writes English. */
const TITLE = /^# (?:実装計画|实施计划|實作計畫|구현 계획)/m;
const REQUIREMENTS = /^[ \t]+[-*][ \t]+_(?:Requirements|要件|需求):/m;

/**
 * How much a text looks like a cc-sdd list rather than one of Kiro: `(P)` at numbered boxes, `_Boundary: …_`, parts that
 * are not indented below their major task, a title in the language of its templates.
 *
 * *Complexity*: O(n).
 */
export function ccSddScore({ text }: SourceText): number {
  const { boxes, numbered } = boxCensus(text);
  if (numbered === 0) return 0;
  const signs = (MARKED.test(text) ? 2 : 0) + (BOUNDARY.test(text) ? 2 : 0) + (isFlat(text) ? 1 : 0);
  const isTitled = TITLE.test(text) && REQUIREMENTS.test(text);
  if (signs < 2 && !isTitled) return 0;
  return 0.65 + (0.2 * numbered) / boxes + (signs > 2 || isTitled ? 0.1 : 0.05);
}

/** `- [ ] 2. Core`, and the next box at the margin is `- [ ] 2.1 …`. */
function isFlat(text: string): boolean {
  let major: string | undefined;
  for (const [, number, part] of text.matchAll(AT_MARGIN)) {
    if (part === '1' && number === major) return true;
    major = part === undefined ? number : undefined;
  }
  return false;
}
