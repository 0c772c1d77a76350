import { ID_PATTERN } from '../ids/id-pattern.js';

/** An id in front of a title. */
export interface WrittenId {
  readonly id: string;
  /** `2.3*`: the star that marks a task as optional. */
  readonly starred: boolean;
  /** What follows, mark-up that only held the id removed. */
  readonly title: string;
}

const ID = new RegExp(String.raw`^${ID_PATTERN}(?![A-Za-z0-9-])`);
/** `[T020](link) …`: the id is the link's text. */
const LINKED_ID = new RegExp(String.raw`^(~~)?(\*\*|__)?\[(${ID_PATTERN})\]\([^()\s]*\)`);
const MARKS = /^(~~)?(\*\*|__|`)?/;
// "2.3* Title", "**T001**: Title", "3. Title", "T001：標題"; but "1/2" and "T001–T004" are none.
const BEHIND = /^(\*(?!\*))?(\*\*|__|`)?[.:)]?(?=[\s[*~]|$|[^\0-\x7f–])/;
const COLON = /^(?:[:：]|[-–—](?=\s))\s*/;
const PLACEHOLDER = /^`?T(?:X+|#+)(?![\w-])/;

/**
 * Reads the id that a box's text begins with, bold, struck through, linked or in backticks as well: `**T001** …`, `2.3* …`.
 *
 * *Complexity*: O(length).
 */
export function readId(written: string): WrittenId | undefined {
  const text = written.replace(LINKED_ID, '$1$2$3');
  const marks = MARKS.exec(text);
  const start = marks?.[0].length ?? 0;
  const id = ID.exec(text.slice(start))?.[0];
  if (id === undefined) return undefined;
  const behind = BEHIND.exec(text.slice(start + id.length));
  if (!behind) return undefined;
  const behindId = text.slice(start + id.length + behind[0].length).trim();
  const title = withoutClosing(behindId, {
    bold: behind[2] === undefined ? marks?.[2] : undefined,
    strike: marks?.[1],
  });
  return { id, starred: behind[1] === '*', title };
}

/** A title without the marks that were opened before the id: `~~T009~~ Title`, `**T001 Title** more`. */
function withoutClosing(
  behindId: string,
  { bold = '', strike = '' }: { readonly bold?: string | undefined; readonly strike?: string | undefined },
): string {
  const title = behindId.replace(bold, '');
  if (strike === '' || !title.startsWith(strike)) return strike + title.replace(COLON, '');
  return title.slice(strike.length).trimStart().replace(COLON, '');
}

/** The id that a template leaves to be filled in: `TXXX`, `T###`. */
export function readPlaceholder(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0].replace('`', '');
}
