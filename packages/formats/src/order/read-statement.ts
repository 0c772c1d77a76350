import { readIdList, type IdList, type PlacedReference } from './id-list.js';
import { LIST_NOTATION } from './id-notation.js';
import { withoutCode } from './phrase-references.js';

const LABEL =
  /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}(?:depends(?:[ -]on)?|dependencies|dependency|blocked[ -]by)[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*/i;
const NOTHING = /^(?:none|nothing|n\/a|-|—|无|無|なし)(?![\w])/i;
/** In running text only with the word "task": "depends on 2 services" is prose. */
const INLINE = /\bdepends\s+on\s+(?=tasks?\s+\d)|\(depends\s+on\s+(?=\d+\.\d|T\d|[A-Z][A-Z0-9_]*-\d)/gi;
/** A reason behind an id: "1.1 for the data, 1.2". */
const REASON = /^\s+(?:[—–-]\s|(?:for|because|since|as|to|with|so)\b)[^,;]*/i;

/** What one line says of dependencies. */
export interface Statement {
  readonly references: readonly PlacedReference[];
  /** The line says "None". */
  readonly isNothing?: boolean;
  /** What could not be read. */
  readonly rest: string;
}

/**
 * Reads the ids that a line states as dependencies: `_Depends: 1.2, 2.3_`, `**Dependencies:** Task 2.1, Tasks 3.x (for
 * data)`, `Blocked by: FOUNDATION-1`, `(depends on 1.2)`. A value that begins with ids and goes on with prose counts only
 * with the word "Task" in front.
 *
 * *Returns* undefined where the line states nothing. *Complexity*: O(length).
 */
export function readStatement(line: string): Statement | undefined {
  const label = LABEL.exec(line);
  if (!label) {
    const references = [...withoutCode(line).matchAll(INLINE)].flatMap(
      (found) => readIdList(line, LIST_NOTATION, found.index + found[0].length).references,
    );
    return references.length > 0 ? { references, rest: '' } : undefined;
  }
  const value = line.slice(label[0].length).trim();
  if (NOTHING.test(value)) return { references: [], isNothing: true, rest: '' };
  const { references, rest } = readReasonedList(line, label[0].length);
  const isWhole = /^[\s.;*_`]*$/.test(rest);
  if (isWhole || /^tasks?\s/i.test(value)) return { references, rest: isWhole ? '' : rest };
  return { references: [], rest: value };
}

/** Ids with commas between, each with or without a reason: `1.1 for the data, 1.2`. */
function readReasonedList(line: string, from: number): IdList {
  const references: PlacedReference[] = [];
  let list = readIdList(line, LIST_NOTATION, from);
  while (list.references.length > 0) {
    references.push(...list.references);
    const reason = REASON.exec(list.rest)?.[0];
    if (reason === undefined) break;
    const at = line.length - list.rest.length + reason.length;
    const next = readIdList(line, LIST_NOTATION, at + (/^[,;]\s*/.exec(line.slice(at))?.[0].length ?? 0));
    list = next.references.length > 0 ? next : { references: [], rest: line.slice(at) };
  }
  return { references, rest: list.rest };
}
