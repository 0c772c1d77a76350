import { boxCensus } from '../checkbox/census.js';
import type { SourceText } from '../source/source-text.js';

/** With a number only in bold: `Task 1:` is what many write. */
const TASK = /^[ \t]*[-*][ \t]+\[[ xX~]\][ \t]+(?:\*{0,2}(?:[Ss]ub-?)?[Tt]ask|\*\*[Tt]ask[ \t]+\d[\d.]*)[ \t]*:/gm;
const PHASE = /^#+[ \t]+phase[ \t]+\d/im;
const SIGNS =
  /\[checkpoint:|\bUser Manual Verification '|\(Protocol in workflow\.md\)|^# Track\b|^\*\*Track(?: ID)?:\*\*/m;

/**
 * How much a text looks like a Conductor plan: boxes that begin with `Task:`, checkpoints, the verification of each phase.
 *
 * *Complexity*: O(n).
 */
export function conductorScore({ text }: SourceText): number {
  const tasks = text.match(TASK)?.length ?? 0;
  const { boxes } = boxCensus(text);
  if (boxes === 0) return 0;
  if (SIGNS.test(text)) return 0.95;
  // Sub-tasks carry no prefix as a rule: a few of them to each task.
  return tasks > 1 && tasks * 8 >= boxes && PHASE.test(text) ? 0.6 : 0;
}
