import type { TextRange } from '../markdown/read-tables.js';
import { plainText } from './plain-text.js';

/** The id in a cell, and the title that may follow it: `CORE-001: Set up`. */
export interface RowId {
  readonly written: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

const LEAD = /^(?:task|step)\s+(?=\S*\d)|^#(?=\d)/i;
const ID_AND_TITLE = /^([^\s:]{1,64})(?::\s*|\s+[-–—]\s+)(\S.*)$/;
/** `12`, `T001a`, `MCP-SEC-001`, `4.2–4.5`; letters of any script. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}_.\-–]{0,63}$/u;
const SUMMARY = /^(?:sub)?total$|^sum$|^all$|^n\/?a$|^tbd$/i;

/**
 * The id of a row: the whole cell, or what stands before a colon or dash. Where the column is not certain to hold ids
 * (`certain`), a single word without a digit is a title.
 */
export function readRowId(cell: TextRange | undefined, certain: boolean): RowId | undefined {
  if (!cell) return undefined;
  const plain = plainText(cell.text).replace(LEAD, '');
  const split = ID_AND_TITLE.exec(plain);
  const written = split?.[1] ?? plain;
  const needsDigit = !certain || split !== null;
  if (!ID.test(written) || SUMMARY.test(written) || (needsDigit && !/\d/.test(written))) return undefined;
  return { written, title: split?.[2] ?? '', start: cell.start, end: cell.end };
}
