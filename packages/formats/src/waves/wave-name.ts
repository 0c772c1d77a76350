/**
 * Reads the wave or phase that a heading or line begins with.
 *
 * *Returns* a short name for it, undefined where it names none.
 * *Example*: `waveName('**Wave 3**: Security (Hour 5-9)')` is `wave-3`.
 */
export function waveName(text: string): string | undefined {
  const found = /^[^\p{L}\p{N}]{0,8}(wave|phase)\s+(\d{1,6}|[a-z])\b/iu.exec(text);
  return found ? `${found[1] ?? ''}-${found[2] ?? ''}`.toLowerCase() : undefined;
}
