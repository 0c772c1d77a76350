import { entryLines } from '../checkbox/entry-details.js';
import { ancestorsOf } from '../checkbox/list-groups.js';
import { linesUnder } from '../markdown/lines-under.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { readArrowLine } from '../order/arrow-line.js';
import { readIdList, type IdNotation, type IdReference } from '../order/id-list.js';
import { collectDependencies, type DependencyCollector } from '../order/step-edges.js';
import { knownIds, resolveReferences, type KnownIds } from '../order/resolve-references.js';

const ID = /(?:T\d+[A-Za-z]?|[A-Z][A-Z0-9_]+-\d+[a-z]?|\d+(?:\.\d+)*(?:\.[xX*]|[a-z])?)(?![A-Za-z0-9])/y;
const NOTATION: IdNotation = { id: ID, lead: /(?:tasks?\s+)?/iy };
const LABEL =
  /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}(?:depends(?:[ -]on)?|dependencies|dependency|blocked[ -]by)[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*/i;
const NOTHING = /^(?:none|nothing|n\/a|-|—|无|無|なし)(?![\w])/i;
/** In running text only with the word "task": "depends on 2 services" is prose. */
const INLINE = /\bdepends\s+on\s+(?=tasks?\s+\d)|\(depends\s+on\s+(?=\d+\.\d)/gi;
const SECTION = /depend|依赖|依賴|依存/i;

/** Collects dependencies between entries; a part of a group that waits for the group would wait for itself. */
export function entryDependencies(
  { ids, tree }: ListDocument,
  jointId: (wanted: string) => string,
): DependencyCollector {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  return collectDependencies(jointId, (id, on) => {
    const index = indexOf.get(id);
    return index === undefined || !ancestorsOf(tree, index).some((above) => ids[above] === on);
  });
}

/**
 * Reads `_Depends: 1.2, 2.3_`, `**Dependencies:** Task 2.1, Tasks 3.x (for data)`, `Blocked by: FOUNDATION-1` in the
 * lines of each entry, and lines of a section about dependencies that consist of known ids and arrows only; they go to
 * `found`. A value that begins with ids and goes on with prose counts only with the word "Task" in front.
 *
 * *Returns* the ids of entries that state what they wait for, or that they wait for nothing: document order is not
 * assumed there. *Complexity*: O(n + dependencies).
 */
export function statedDependencies(list: ListDocument, found: DependencyCollector): ReadonlySet<string> {
  const { source, blocks, entries, ids } = list;
  const known = knownIds(list.idOf);
  const stated = new Set<string>();
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(entry, blocks)) {
      const statement = readStatement(source.lineText(line));
      if (!statement) continue;
      const on = resolveReferences(statement.references, known, id);
      if (statement.references.length === 0 || on.length > 0) stated.add(id);
      for (const other of on) found.add(id, other, source.lineSpan(line));
    }
  });
  for (const line of sectionLines(list)) {
    for (const { before, after } of readArrowLine(source.lineText(line), NOTATION)) {
      if (![...before, ...after].every((reference) => isKnown(reference, known))) continue;
      const [on, waiting] = [before, after].map((side) => resolveReferences(side.map(withoutT(known)), known));
      found.addStep({ before: on ?? [], waiting: waiting ?? [] }, source.lineSpan(line));
    }
  }
  return stated;
}

/** The ids that a line states as dependencies; an empty list for "None"; undefined where it states nothing. */
function readStatement(line: string): { readonly references: readonly IdReference[] } | undefined {
  const label = LABEL.exec(line);
  if (!label) {
    const inline = [...line.matchAll(INLINE)].flatMap(
      (found) => readIdList(line.slice(found.index + found[0].length), NOTATION).references,
    );
    return inline.length > 0 ? { references: inline } : undefined;
  }
  const value = line.slice(label[0].length).trim();
  if (NOTHING.test(value)) return { references: [] };
  const { references, rest } = readIdList(value, NOTATION);
  const whole = /^[\s.;*_`]*$/.test(rest);
  return references.length > 0 && (whole || /^tasks?\s/i.test(value)) ? { references } : undefined;
}

function sectionLines({ source, blocks, entries }: ListDocument): readonly number[] {
  const own = new Set(entries.flatMap(({ box }) => [box.line, ...box.details]));
  return linesUnder(source, blocks.headings, (text) => SECTION.test(text)).filter((line) => {
    const zone = blocks.zoneAt(line);
    // Node names of a mermaid graph are the author's own: T31 is not task 31.
    return !own.has(line) && zone?.kind !== 'comment' && zone?.info !== 'mermaid';
  });
}

function isKnown(reference: IdReference, known: KnownIds): boolean {
  if (reference.kind === 'below') return true;
  const written = reference.kind === 'id' ? [reference.id] : [reference.first, reference.last];
  return written.every((id) => known.idOf.has(id) || known.idOf.has(id.replace(/^T/, '')));
}

/** `T1` for task 1. */
function withoutT(known: KnownIds): (reference: IdReference) => IdReference {
  const plain = (id: string): string => (known.idOf.has(id) ? id : id.replace(/^T/, ''));
  return (reference) => {
    if (reference.kind === 'id') return { kind: 'id', id: plain(reference.id) };
    if (reference.kind === 'range') return { ...reference, first: plain(reference.first), last: plain(reference.last) };
    return reference;
  };
}
