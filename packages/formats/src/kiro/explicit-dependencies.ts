import type { PlanDependency, SourceSpan } from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import { ancestorsOf } from '../checkbox/list-groups.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { readArrowLine } from '../order/arrow-line.js';
import { readIdList, type IdNotation, type IdReference } from '../order/id-list.js';
import { knownIds, resolveReferences, type KnownIds } from '../order/resolve-references.js';

/** What a Kiro document says in so many words. */
export interface StatedDependencies {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  /** Ids of entries that state what they wait for, or that they wait for nothing: document order is not assumed there. */
  readonly stated: ReadonlySet<string>;
}

const ID = /(?:T\d+[A-Za-z]?|[A-Z][A-Z0-9_]+-\d+[a-z]?|\d+(?:\.\d+)*(?:\.[xX*](?![\w*])|[a-z](?!\w))?)(?![\w-]*\w)/y;
const NOTATION: IdNotation = { id: ID, lead: /(?:tasks?\s+)?/iy };
const LABEL =
  /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}(?:depends(?:[ -]on)?|dependencies|dependency|blocked[ -]by)[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*/i;
const NOTHING = /^(?:none|nothing|n\/a|-|—|无|無|なし)(?![\w])/i;
/** In running text only with the word "task": "depends on 2 services" is prose. */
const INLINE = /\bdepends\s+on\s+(?=tasks?\s+\d)|\(depends\s+on\s+(?=\d+\.\d)/gi;
const SECTION = /depend|依赖|依賴|依存/i;

/**
 * Reads `_Depends: 1.2, 2.3_`, `**Dependencies:** Task 2.1, Tasks 3.x (for data)`, `Blocked by: FOUNDATION-1` in the
 * lines of each entry, and lines of a section about dependencies that consist of known ids and arrows only.
 * A value that begins with ids and goes on with prose counts only with the word "Task" in front.
 *
 * *Complexity*: O(n + dependencies). *Ties*: of two statements of one dependency the first is kept.
 */
export function statedDependencies(list: ListDocument): StatedDependencies {
  const { source, blocks, entries, ids, tree } = list;
  const known = knownIds(list.idOf);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const of = new Map<string, Map<string, PlanDependency>>();
  const stated = new Set<string>();
  const add = (id: string, on: string, span: SourceSpan): void => {
    const index = indexOf.get(id);
    // A part of a group that waits for the group would wait for itself.
    if (index !== undefined && ancestorsOf(tree, index).some((above) => ids[above] === on)) return;
    const own = of.get(id) ?? new Map<string, PlanDependency>();
    if (!own.has(on)) own.set(on, { on, origin: 'explicit', span });
    of.set(id, own);
  };
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(entry, blocks)) {
      const found = readStatement(source.lineText(line));
      if (!found) continue;
      const on = resolveReferences(found.references, known, id);
      if (found.references.length === 0 || on.length > 0) stated.add(id);
      for (const other of on) add(id, other, source.lineSpan(line));
    }
  });
  for (const line of sectionLines(list)) {
    for (const { before, after } of readArrowLine(source.lineText(line), NOTATION)) {
      if (![...before, ...after].every((reference) => isKnown(reference, known))) continue;
      const span = source.lineSpan(line);
      const on = resolveReferences(before.map(withoutT(known)), known);
      for (const id of resolveReferences(after.map(withoutT(known)), known)) {
        for (const other of on) if (other !== id) add(id, other, span);
      }
    }
  }
  return { of: new Map([...of].map(([id, own]) => [id, [...own.values()]])), stated };
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
  const lines: number[] = [];
  let level: number | undefined;
  blocks.headings.forEach((heading, index) => {
    if (level !== undefined && heading.level <= level) level = undefined;
    if (level === undefined && SECTION.test(heading.text)) level = heading.level;
    if (level === undefined) return;
    const end = blocks.headings[index + 1]?.line ?? source.lineStarts.length + 1;
    for (let line = heading.line + 1; line < end; line++) {
      const zone = blocks.zoneAt(line);
      // Node names of a mermaid graph are the author's own: T31 is not task 31.
      if (!own.has(line) && zone?.kind !== 'comment' && zone?.info !== 'mermaid') lines.push(line);
    }
  });
  return lines;
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
