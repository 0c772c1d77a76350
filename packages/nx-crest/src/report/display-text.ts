/**
 * Text of a document on its way to a terminal: control characters, escape sequences and direction marks would move the
 * cursor or reorder the line, so each becomes `·`; tabs become spaces.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', '    ').replace(UNPRINTABLE, '·');
}

/** Control characters, line and paragraph separators, bidirectional controls, the byte order mark. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Columns that a printable text takes in a terminal: 2 for wide characters and emoji, 0 for combining marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char.codePointAt(0) ?? 0);
  return width;
}

/** Cuts a printable text to `width` columns, with `…` in place of what is left out. */
export function cutText(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const char of text) {
    used += charWidth(char.codePointAt(0) ?? 0);
    if (used > width - 1) break;
    cut += char;
  }
  return `${cut.trimEnd()}…`;
}

/** A number and its unit stay together. */
const BREAKS = / (?!(?:h|min|s|ms|%)(?![a-z]))/;

/** Breaks a text between words into lines of at most `width` columns; a longer word gets a line of its own. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAKS)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function charWidth(code: number): number {
  if (code < 0x300) return 1;
  if (inRanges(code, ZERO_WIDTH)) return 0;
  return inRanges(code, WIDE) ? 2 : 1;
}

function inRanges(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

/** Combining marks, joiners, variation selectors. *Source*: Unicode categories Mn, Me, Cf, the common blocks. */
const ZERO_WIDTH = [
  [0x300, 0x36f],
  [0x483, 0x489],
  [0x591, 0x5bd],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0xe31, 0xe31],
  [0xe34, 0xe3a],
  [0xe47, 0xe4e],
  [0x200b, 0x200f],
  [0x20d0, 0x20f0],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
] as const;

/** East Asian wide and fullwidth characters, emoji. *Source*: Unicode EastAsianWidth W and F, the common blocks. */
const WIDE = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x26d4, 0x26d4],
  [0x2705, 0x2705],
  [0x2728, 0x2728],
  [0x274c, 0x274c],
  [0x2753, 0x2757],
  [0x2b50, 0x2b50],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
] as const;
