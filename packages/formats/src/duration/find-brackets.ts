/** What stands in brackets at the end of a title. Offsets count from the start of the title. */
export interface FoundBrackets {
  /** The title in front of the brackets. */
  readonly before: string;
  /** What they hold. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** The last pair of brackets of a title, where the title ends with it. *Complexity*: O(length). */
export function findBrackets(title: string): FoundBrackets | undefined {
  const trimmed = title.trimEnd();
  const end = trimmed.length - 1;
  const opening = CLOSING[trimmed[end] ?? ''];
  const start = opening === undefined ? -1 : trimmed.lastIndexOf(opening);
  if (start < 0) return undefined;
  return { before: trimmed.slice(0, start).trimEnd(), text: trimmed.slice(start + 1, end), start: start + 1, end };
}
