/** What Windows-1252 shows for the bytes 0x80 to 0x9F; bytes that it leaves undefined show as the C1 control itself. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const BYTES = new Map<number, number>();
for (let byte = 0x80; byte <= 0xff; byte++) {
  BYTES.set(byte, byte); // Latin-1 shows the C1 controls themselves
  if (byte < 0xa0) BYTES.set(HIGH.charCodeAt(byte - 0x80), byte);
}
// Windows-1254 differs in six letters. One of them begins every emoji that was read with it.
BYTES.set('ğ'.charCodeAt(0), 0xf0);

/** The byte that Windows-1252 (or 1254, or Latin-1) shows as this character; `undefined` below 0x80 and for any other character. */
export function cp1252Byte(charCode: number): number | undefined {
  return BYTES.get(charCode);
}
