import type { SourceText } from '../source/source-text.js';

const LINE =
  /^(?:(#{2,4})[ \t]+(?:(\d+(?:\.\d+)*)[.:)]?[ \t])?|[ \t]*(?:[-*+]|(\d{1,9})[.)])[ \t]+\[[ xX~-]\][ \t]+(?:~~|\*\*)?(?:(T\d{2})|(\d+(?:\.\d+)+|\d+(?=\.?[ \t])))?)/gm;
/** What Kiro and its kin write, and OpenSpec does not: `_Requirements: 1.1_` in any language, `[ ]*`, `(P)`. */
const KIRO = /^[ \t]+(?:[-*][ \t]+)?_\p{L}{2,20}[:：]|^#+ Implementation Plan\b|\[[ x]\]\*|\(P\)/mu;
const MENTION = /\bopenspec[ /]/i;
const TASKS = /^#{1,2}[ \t](?:implementation[ \t])?tasks\b/im;
/** The template has no title. */
const TITLE = /^# /m;

/**
 * How much a text looks like an OpenSpec list: boxes `1.1` right below headings `## 1. Title`, less where such boxes have
 * no ids.
 *
 * *Complexity*: O(n).
 */
export function openSpecScore({ text }: SourceText): number {
  const { boxes, matching, bare, ordered, tIds } = census(text);
  if (boxes === 0 || tIds > 0 || KIRO.test(text)) return 0;
  const mention = MENTION.test(text) ? 0.1 : 0;
  const isNamed = mention > 0 || TASKS.test(text) || !TITLE.test(text);
  if (matching > 0) return Math.min(0.3 + (0.5 * matching + 0.2 * bare) / boxes + mention, 0.9);
  if (bare > 0 && isNamed) return 0.3 + (0.2 * bare) / boxes + mention;
  if (!TASKS.test(text)) return mention * 2;
  return (ordered > 1 ? 0.3 : 0.1) + mention;
}

interface Census {
  readonly boxes: number;
  /** `1.1` below `## 1.`. */
  readonly matching: number;
  /** Without an id below `## 1.`. */
  readonly bare: number;
  /** `1. [ ]`. */
  readonly ordered: number;
  readonly tIds: number;
}

function census(text: string): Census {
  let [boxes, matching, bare, ordered, tIds] = [0, 0, 0, 0, 0];
  let section: string | undefined;
  for (const [, heading, number, item, tId, id] of text.matchAll(LINE)) {
    if (heading !== undefined) {
      section = number;
      continue;
    }
    boxes++;
    if (item !== undefined) ordered++;
    if (tId !== undefined) tIds++;
    else if (section === undefined) continue;
    else if (id === undefined) bare++;
    else if (id.startsWith(`${section}.`)) matching++;
  }
  return { boxes, matching, bare, ordered, tIds };
}
