import { ID_PATTERN, NAMES } from '../ids/id-pattern.js';
import type { IdNotation } from './id-list.js';

/** `3.x`, `3.*`: everything below 3. */
const BELOW = String.raw`\d+(?:\.\d+)*\.[xX*]`;
/** What may follow a number that is an id; other words make it a count: "3 packages". */
const CONNECTIVE =
  'and|or|to|through|for|because|since|as|with|before|first|is|are|being|must|when|so|completed?|done|finished';
const COUNT = String.raw`\d+[ \t]+(?!(?:${CONNECTIVE})\b)[A-Za-z]`;
/** Slips of the pen that a list of ids may hold, for the graph builder to report: `t001`, `T0O1`, `db-7`. */
const SLIP = String.raw`(?!(?:${NAMES}|${NAMES.toLowerCase()})-)(?:[Tt](?=[OoIl]*\d)[0-9OoIl]+[a-z]?|[A-Za-z][A-Za-z0-9_]*-\d+[a-z]?)(?=[\s*_\x60]*(?:$|[),;.+&/\]}]|and\b))`;

/** How lists of checkboxes write dependencies: ids with or without the word "task", `3.x`, and slips of the pen. */
export const LIST_NOTATION: IdNotation = {
  id: new RegExp(
    String.raw`(?:${BELOW}|(?:(?<=[Tt]asks?[ \t])|(?!${COUNT}))${ID_PATTERN}|${SLIP})(?![A-Za-z0-9])`,
    'y',
  ),
  lead: /(?:tasks?\s+)?/iy,
};

/** An id that is meant wherever it stands; others need to be known, or a list that is surely one of ids. */
export function isCertainId(id: string): boolean {
  return /^(?:T\d|\d+\.\d)/.test(id);
}
