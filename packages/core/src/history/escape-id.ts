/** What would end a line, or is lost in UTF-8: control characters, line separators, halves of surrogate pairs; and the escape. */
const SPECIAL = /[\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** An id as a stretch of one line. */
export function escapeId(id: string): string {
  return id.replace(SPECIAL, (char) => `\\${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What `escapeId` made a text of. */
export function unescapeId(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
