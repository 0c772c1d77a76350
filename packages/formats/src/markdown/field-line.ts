/** A line that gives a value to a label: `**Status**: [ ] Pending`, `- File: src/a.ts`, `_Leverage: src/b.ts_`. */
export interface FieldLine {
  /** Lower case, marks left out: `acceptance criteria`. */
  readonly label: string;
  /** What follows the colon, without the blanks and the marks around it. */
  readonly value: string;
  /** Where the value starts in the line. */
  readonly valueStart: number;
  /** Set where the line is an item of a list: the width of the blanks before its bullet. */
  readonly itemIndent?: number;
}

const FIELD =
  /^([ \t]*)([-*+][ \t]+)?[*_]{0,2}(\p{L}[\p{L}\p{N} /&()-]{0,39})[*_]{0,2}[ \t]{0,4}[:：][*_]{0,2}(?=\s|[^\s/\\]|$)[ \t]*/u;

/**
 * Reads one line as a field. The label is one to forty letters, digits and blanks; marks (`*`, `_`) around it, around the
 * colon and at the end of the value are left out.
 *
 * *Returns* undefined for any other line. *Complexity*: O(length).
 */
export function readFieldLine(line: string): FieldLine | undefined {
  const found = FIELD.exec(line);
  if (!found) return undefined;
  const [head, indent = '', bullet, label = ''] = found;
  const value = line.slice(head.length).trimEnd();
  return {
    label: label.trim().toLowerCase(),
    value: value.endsWith('_') ? value.slice(0, -1) : value,
    valueStart: head.length,
    ...(bullet === undefined ? {} : { itemIndent: indent.length }),
  };
}
