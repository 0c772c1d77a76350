/** `- Note: …`, `**Note:** …`. */
const NOTE = /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}note[*_]{0,2}[ \t]*:/i;

/** Whether a line says what happened: it plans nothing, whatever it names. */
export function isNoteLine(line: string): boolean {
  return NOTE.test(line);
}
