/** The digits of base 64 (RFC 4648), by value. */
export const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The value of each digit, plus 1, by its character code; 0: no digit. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)) + 1);
/** What a digit carries; the upper half of the digits says that the number goes on. */
const BASE = 32;

/**
 * A whole number from 0 up in as few characters as it needs, which say themselves where it ends: base 64, five bits a
 * character, lowest first, the sixth bit set where more follow.
 *
 * *Source*: VLQ as in source maps (ECMA-426), without their sign. *Example*: `encodeNumber(0)` is `A`, `encodeNumber(33)` `hB`.
 */
export function encodeNumber(value: number): string {
  let text = '';
  let rest = value;
  for (; rest >= BASE; rest = Math.floor(rest / BASE)) text += DIGITS.charAt((rest % BASE) + BASE);
  return text + DIGITS.charAt(rest);
}

/** The numbers that a text is made of; `undefined` where it is none of `encodeNumber`'s, or a number is not a safe one. */
export function decodeNumbers(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  let value = 0;
  let unit = 1;
  for (let index = 0; index < text.length; index++) {
    const digit = (VALUES[text.charCodeAt(index)] ?? 0) - 1;
    if (digit < 0) return undefined;
    value += (digit % BASE) * unit;
    unit *= BASE;
    if (digit >= BASE) continue;
    if (!Number.isSafeInteger(value)) return undefined;
    numbers.push(value);
    [value, unit] = [0, 1];
  }
  return unit === 1 ? numbers : undefined;
}
