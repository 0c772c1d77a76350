import { DIGITS } from './variable-length.js';

/** The largest prime below 64²: two digits hold any remainder. */
const MODULUS = 4093;

/** How many characters `lineCheck` makes. */
export const CHECK_LENGTH = 2;

/**
 * Two characters that no longer fit a line when one of its characters is another, two neighbours are exchanged, or it has
 * come under another machine class; other damage is seen in all but one of 4093 cases. (Horner's rule modulo a prime; a
 * character is a UTF-16 unit, and another one that differs by a multiple of the prime goes unseen.)
 */
export function lineCheck(machine: string, line: string): string {
  const remainder = fold(line, fold(machine, 0));
  return DIGITS.charAt(remainder >> 6) + DIGITS.charAt(remainder & 63);
}

function fold(text: string, start: number): number {
  let remainder = start;
  for (let index = 0; index < text.length; index++) remainder = (remainder * 31 + text.charCodeAt(index)) % MODULUS;
  return remainder;
}
