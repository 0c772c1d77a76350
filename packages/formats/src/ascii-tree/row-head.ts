import { findRowDuration } from './row-duration.js';
import type { RowDuration } from './row-duration.js';

/** What a row with an id says. Offsets count from the start of the row's text. */
export interface RowHead {
  readonly id: string;
  readonly idStart: number;
  readonly title: string;
  readonly duration: RowDuration | undefined;
  /** The place of the character in `[ ]`. */
  readonly box: number | undefined;
  /** The row bears a tick: `✅`. */
  readonly ticked: boolean;
}

const BOX = /\[[ xX~/!-]\]/;
const TICK = /[✅✔☑✓]\uFE0F?/g;
const MARK_UP = /\*\*|__|`/g;

/** `Task 1.1:`, `Step T1`, `Task 4.2-4.5 –`: the word makes everything with a digit an id. */
const NAMED = /^(?:task|step|subtask|story)\s+#?(?=[^\s:]*\d)([\p{L}\p{N}][\p{L}\p{N}_.\-–]{0,63})(?=[\s:)]|$)/iu;
/** `T1: …`, `CORE-001: …`. */
const BEFORE_COLON = /^(?=[^\s:]*\d)([A-Z0-9][\w.\-–]{0,63})(?=:(?:\s|$))/;
/** `1.1 …`, `4.2-4.5 …`. */
const DOTTED = /^(\d+(?:\.\d+){1,4}(?:[-–]\d+(?:\.\d+){0,4})?)(?=[\s.)]|$)/;
/** `3. …`, `T001 …`, `CORE-001 …`: ids only where the row has a duration or a mark, or nothing else. */
const BARE = /^(\d+(?=[.)]\s)|T\d+[a-z]?(?=\s|$)|[A-Z][A-Z0-9-]*-\d+[a-z]?(?=\s|$))/;

/**
 * Reads the id of a tree row, its title, its duration and its mark.
 *
 * *Returns* undefined where the row has no id: folders, progress bars, remarks. *Complexity*: linear.
 */
export function readRowHead(content: string): RowHead | undefined {
  const box = BOX.exec(content);
  const ticked = content.search(TICK) >= 0;
  // Blanks for what is no text, so that every offset stays.
  const blankOut = (rest: string, mark: RegExp) => rest.replace(mark, (found) => ' '.repeat(found.length));
  const text = [BOX, TICK, MARK_UP].reduce(blankOut, content);
  const indent = text.length - text.trimStart().length;
  const duration = findRowDuration(text);
  const found = findId(text.trim(), duration?.readable === true || box !== null || ticked);
  if (!found) return undefined;
  const behind = (duration?.rest ?? text).slice(indent + found.end);
  const title = behind
    .replace(/^\s*(?:[:.)]|[-–—]\s)?/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const { id, start } = found;
  return { id, idStart: indent + start, title: title || id, duration, box: box ? box.index + 1 : undefined, ticked };
}

interface FoundId {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** `marked`: the row has a duration, a box or a tick, and so is a task if it has an id at all. */
function findId(text: string, marked: boolean): FoundId | undefined {
  const bare = BARE.exec(text);
  const alone = bare?.[0].length === text.length;
  const match = NAMED.exec(text) ?? BEFORE_COLON.exec(text) ?? DOTTED.exec(text) ?? (marked || alone ? bare : null);
  const id = match?.[1]?.replace(/[.\-–]+$/, '');
  if (!match || id === undefined) return undefined;
  return { id, start: match[0].lastIndexOf(id), end: match[0].length };
}
