/** The digits of base 64 (RFC 4648), by value. */
export const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<string, number> = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));
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
  for (const char of text) {
    const digit = VALUES.get(char);
    if (digit === undefined) return undefined;
    value += (digit % BASE) * unit;
    unit *= BASE;
    if (digit >= BASE) continue;
    if (!Number.isSafeInteger(value)) return undefined;
    numbers.push(value);
    [value, unit] = [0, 1];
  }
  return unit === 1 ? numbers : undefined;
}
