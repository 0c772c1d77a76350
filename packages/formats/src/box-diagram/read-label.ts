import { findBrackets } from '../duration/find-brackets.js';
import { parseDuration } from '../duration/parse-duration.js';
import type { Label } from './find-labels.js';

/** What a label says. *Units*: offsets in the document. */
export interface LabelText {
  /** `1`, `5.1-5.4`, `7.x`, `CORE-001`, `Phase-2`; undefined where the label has no id. */
  readonly id: string | undefined;
  readonly title: string;
  readonly duration?: { readonly start: number; readonly end: number };
  /** The character in `[ ]`. */
  readonly box?: number;
  /** All that the label says, for signs and words of status. */
  readonly text: string;
}

const NUMBER = String.raw`\d+(?:\.\d+)*(?:\.[xX*]|[a-z])?`;
const RANGE = String.raw`${NUMBER}(?:\s?[-–]\s?${NUMBER})?`;
const ID = new RegExp(
  String.raw`^(?:tasks?|step|story)\s+#?(?<named>(?:[A-Z][A-Z0-9]{0,15}-?)?${RANGE})(?![\w])` +
    String.raw`|^(?<plain>T\d+[a-z]?(?:\s?[-–]\s?T\d+[a-z]?)?|[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-z]?|\d+(?:\.\d+)+(?:\s?[-–]\s?\d+(?:\.\d+)+)?|\d+(?:\.\d+)*\.[xX*])(?![\w])` +
    String.raw`|^(?<part>(?:phase|wave|stage|sprint)\s+(?:\d+|[A-Z])(?![\w]))`,
  'i',
);
const BOX = /\[[ xX~/!-]\]/;
const MARKS = /[✅✔☑✓⬜☐⏳🔄🚧🚫⛔❌⏸]|\*\*/gu;

/** Reads id, title and duration of a label. *Complexity*: linear. */
export function readLabel({ pieces }: Label): LabelText {
  const text = pieces.map((piece) => piece.text).join(' ');
  const box = pieces.flatMap((piece) => {
    const found = BOX.exec(piece.text);
    return found ? [piece.start + found.index + 1] : [];
  })[0];
  const duration = pieces.flatMap((piece) => durationIn(piece) ?? [])[0];
  const written = pieces.map((piece) => piece.text.replace(BOX, ' ').replace(MARKS, ' '));
  const visible = written
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}([]+/u, '')
    .trim();
  const found = ID.exec(visible);
  const groups = found?.groups ?? {};
  const id = groups['named'] ?? groups['plain'] ?? groups['part'];
  const rest = withoutDuration(visible.slice(found?.[0].length ?? 0), duration !== undefined);
  const facts = {
    id: id === undefined ? undefined : plainId(id),
    title: titleOf(rest) || (id === undefined ? visible : plainId(id)),
    text,
  };
  return { ...facts, ...(duration ? { duration } : {}), ...(box === undefined ? {} : { box }) };
}

/** `5.1–5.4` is `5.1-5.4`, `7.*` is `7.x`, `Phase 2` is `Phase-2`. */
export function plainId(written: string): string {
  return written
    .replace(/\s?[-–]\s?/g, '-')
    .replace(/\.[X*]/g, '.x')
    .replace(/\s+/g, '-');
}

function durationIn(piece: { readonly text: string; readonly start: number }): LabelText['duration'] {
  const found = findBrackets(piece.text.replace(MARKS, (mark) => ' '.repeat(mark.length)));
  const inner = found ?? { text: piece.text, start: 0, end: piece.text.length };
  return parseDuration(inner.text) ? { start: piece.start + inner.start, end: piece.start + inner.end } : undefined;
}

function withoutDuration(text: string, has: boolean): string {
  if (!has) return text;
  const found = findBrackets(text);
  return found && parseDuration(found.text) ? found.before : text;
}

/** ` (DB Setup)` and `: DB Setup` are `DB Setup`. */
function titleOf(rest: string): string {
  const text = rest.replace(/^\s*[:.)–—-]?\s*/, '').trim();
  const whole = /^\(([^()]*)\)$/.exec(text)?.[1];
  return (whole ?? text).trim();
}
