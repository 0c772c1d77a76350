/** An id in front of a title. */
export interface WrittenId {
  readonly id: string;
  /** `2.3*`: the star that marks a task as optional. */
  readonly starred: boolean;
  /** What follows, mark-up that only held the id removed. */
  readonly title: string;
}

// T001, T002a, T008.1 · 2, 2.1, 7.3.5c, 4.1v · DB-001, FOUNDATION-1
const ID = /^(?:T\d+[A-Za-z]?(?:\.\d+)*|\d+(?:\.\d+)*[a-z]?|[A-Z][A-Z0-9_]*-\d+[a-z]?)(?![\w-])/;
/** Words of this shape that begin a sentence more often than they are ids. */
const NAME = /^(?:UTF|SHA|ISO|RFC|AES|HTTP|ES|MD)-/;
const PLACEHOLDER = /^`?T(?:X+|#+)(?![\w-])/;

/**
 * Reads the id that a box's text begins with, bold, struck through or in backticks as well: `**T001** …`, `2.3* …`.
 *
 * *Complexity*: O(length).
 */
export function readId(text: string): WrittenId | undefined {
  const marks = /^(?:~~)?(\*\*|__|`)?/.exec(text);
  const open = marks?.[1] ?? '';
  const strike = marks?.[0].startsWith('~~') === true;
  const rest = text.slice(marks?.[0].length ?? 0);
  const id = ID.exec(rest)?.[0];
  if (id === undefined || NAME.test(id)) return undefined;
  let tail = rest.slice(id.length);
  const starred = tail.startsWith('*') && !tail.startsWith('**');
  if (starred) tail = tail.slice(1);
  const closed = open !== '' && tail.startsWith(open);
  if (closed) tail = tail.slice(open.length);
  // "3. Title", "T001: Title", "T001：標題"; but "1/2" is no id.
  const separator = /^[.:)]?(?=[\s[]|$|\*\*|~~|[^\0-\x7f])/.exec(tail);
  if (!separator) return undefined;
  tail = tail.slice(separator[0].length).trim();
  tail = tail.replace(/^(?:[:：]|[-–—](?=\s))\s*/, '');
  if (open !== '' && !closed) tail = tail.replace(open, '');
  return { id, starred, title: strike ? `~~${tail}` : tail };
}

/** The id that a template leaves to be filled in: `TXXX`, `T###`. */
export function readPlaceholder(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0].replace('`', '');
}
