import { cp1252Byte } from './cp1252.js';

/** One stretch of text that was UTF-8 before it was read as Windows-1252. *Units*: offsets into the text as given. */
export interface Mojibake {
  readonly start: number;
  readonly end: number;
  readonly repaired: string;
}

interface Candidate extends Mojibake {
  readonly codePoint: number;
  readonly certain: boolean;
}

/**
 * Finds UTF-8 that was read as Windows-1252: `â”œâ”€` for `├─`, `âœ…` for `✅`.
 *
 * A sequence is *certain* when no one writes it on purpose: it decodes to punctuation, arrows, box drawing, symbols or
 * emoji (U+2000–2BFF, from U+FE00 variation selectors, from U+1F000), to a Latin-1 sign behind `Â`, to a letter behind
 * `Ã` inside a word, or it stands in a row of such sequences. The others look like an accented capital before a closing
 * quote or dash (`“GROß”`): they are repaired only where every non-ASCII character of the document belongs to a
 * sequence and one of them is certain. Ordinary text (`naïve café — “quoted”`) has no valid sequence and stays.
 *
 * *Complexity*: O(n).
 */
export function findMojibake(text: string): readonly Mojibake[] {
  const candidates: Candidate[] = [];
  let foreign = 0;
  for (let at = 0; at < text.length;) {
    if (text.charCodeAt(at) < 0x80) {
      at++;
      continue;
    }
    const found = candidateAt(text, at);
    if (found) candidates.push(found);
    else foreign++;
    at = found ? found.end : at + 1;
  }
  const rows = candidates.map(
    (found, i) => found.certain || candidates[i - 1]?.end === found.start || candidates[i + 1]?.start === found.end,
  );
  const throughout = foreign === 0 && rows.includes(true);
  return candidates.filter((_, i) => throughout || rows[i]);
}

function candidateAt(text: string, start: number): Candidate | undefined {
  const lead = cp1252Byte(text.charCodeAt(start));
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return undefined;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let codePoint = lead & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const byte = cp1252Byte(text.charCodeAt(start + i));
    if (byte === undefined || byte > 0xbf) return undefined;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  if (!isUtf8(codePoint, length)) return undefined;
  const end = start + length;
  const certain = isCertain(codePoint, lead) || (lead === 0xc3 && isInsideWord(text, start, end));
  return { start, end, repaired: String.fromCodePoint(codePoint), codePoint, certain };
}

/** No overlong form, no surrogate, nothing above U+10FFFF. */
function isUtf8(codePoint: number, length: number): boolean {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return false;
  return length === 2 || (length === 3 ? codePoint >= 0x800 : codePoint >= 0x10000 && codePoint <= 0x10ffff);
}

function isCertain(codePoint: number, lead: number): boolean {
  if (lead === 0xc2) return codePoint >= 0xa0;
  return (
    (codePoint >= 0x2000 && codePoint <= 0x2bff) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff ||
    (codePoint >= 0x1f000 && codePoint <= 0x1faff)
  );
}

function isInsideWord(text: string, start: number, end: number): boolean {
  return isLower(text.charCodeAt(start - 1)) || isLower(text.charCodeAt(end));
}

function isLower(charCode: number): boolean {
  return charCode >= 97 && charCode <= 122;
}
