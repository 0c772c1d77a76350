import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import { ID_PATTERN } from '../ids/id-pattern.js';
import { linesUnder } from '../markdown/lines-under.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { readArrowLine } from '../order/arrow-line.js';
import type { IdReference, PlacedReference } from '../order/id-list.js';
import { LIST_NOTATION } from '../order/id-notation.js';
import { locateReferences, locateStep } from '../order/locate-references.js';
import { readStatement } from '../order/read-statement.js';
import type { DependencyCollector } from '../order/step-edges.js';
import { referenceResolver } from '../order/resolve-references.js';
import { addBlocked } from './blocked-entries.js';
import { readSections } from './read-sections.js';

/** What can only be an id, for values that are no list. */
const ID_IN_PROSE = new RegExp(String.raw`(?<![A-Za-z0-9_.-])(?!\d+[a-z]?(?![.\d]))${ID_PATTERN}(?![A-Za-z0-9-])`, 'g');
const SECTION = /depend|依赖|依賴|依存/i;

/** What entries say about themselves. */
export interface StatedDependencies {
  /**
   * The ids of entries that state what they wait for, or that they wait for nothing: document order is not assumed there.
   */
  readonly stated: ReadonlySet<string>;
  /** CREST216 for ranges that stand for too much, CREST217 for values that name tasks and are no list. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `_Depends: 1.2, 2.3_`, `**Dependencies:** Task 2.1, Tasks 3.x (for data)`, `Blocked by: FOUNDATION-1`,
 * `Dependencies: Phase 3 complete` and `Blocks: 10.1` in the lines of each entry, and lines of a section about
 * dependencies that consist of known ids and arrows only; they go to `found`. A value that begins with ids and goes on
 * with prose counts only with the word "Task" in front.
 *
 * *Complexity*: O(n + dependencies).
 */
export function statedDependencies(list: ListDocument, found: DependencyCollector): StatedDependencies {
  const { source, blocks, entries, ids, idOf } = list;
  const resolver = referenceResolver(idOf);
  const locate = locateReferences(source, resolver);
  const stated = new Set<string>();
  const unread: Diagnostic[] = [];
  const sections = readSections(list);
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(entry, blocks)) {
      const statement = readStatement(source.lineText(line));
      if (!statement) continue;
      const phase = sections.phaseOf(statement.rest)?.filter((on) => on !== id);
      const span = source.lineSpan(line);
      const located = phase?.map((on) => ({ on, span })) ?? locate(line, statement.references, id);
      if (statement.isNothing || located.length > 0) stated.add(id);
      for (const { on, span: place } of located) found.add(id, on, place);
      const text = phase ? '' : statement.rest.trim();
      if (!namesTask(text, idOf)) continue;
      const end = span.end.offset;
      unread.push(
        diagnostic('CREST217', { text }, { span: source.spanAt(end - statement.rest.trimStart().length, end) }),
      );
    }
  });
  addBlocked(list, { locate, sections, found });
  for (const line of sectionLines(list)) {
    for (const { before, after } of readArrowLine(source.lineText(line), LIST_NOTATION)) {
      if (![...before, ...after].every((reference) => isKnown(reference, idOf))) continue;
      const step = { before: before.map(withoutT(idOf)), after: after.map(withoutT(idOf)) };
      found.addStep(locateStep(locate, line, step), source.lineSpan(line));
    }
  }
  return { stated, diagnostics: [...resolver.diagnostics(), ...unread] };
}

function namesTask(text: string, idOf: ReadonlyMap<string, string>): boolean {
  return (text.match(ID_IN_PROSE) ?? []).some((id) => idOf.has(id));
}

function sectionLines({ source, blocks, entries }: ListDocument): readonly number[] {
  const own = new Set(entries.flatMap(({ box }) => [box.line, ...box.details]));
  return linesUnder(source, blocks.headings, (text) => SECTION.test(text)).filter((line) => {
    const zone = blocks.zoneAt(line);
    // Node names of a mermaid graph are the author's own: T31 is not task 31.
    return !own.has(line) && zone?.kind !== 'comment' && zone?.info !== 'mermaid';
  });
}

function isKnown(reference: IdReference, idOf: ReadonlyMap<string, string>): boolean {
  if (reference.kind === 'below') return true;
  const written = reference.kind === 'id' ? [reference.id] : [reference.first, reference.last];
  return written.every((id) => idOf.has(id) || idOf.has(id.replace(/^T/, '')));
}

/** `T1` for task 1. */
function withoutT(idOf: ReadonlyMap<string, string>): (reference: PlacedReference) => PlacedReference {
  const plain = (id: string): string => (idOf.has(id) ? id : id.replace(/^T/, ''));
  return (reference) => {
    if (reference.kind === 'id') return { ...reference, id: plain(reference.id) };
    if (reference.kind === 'range') return { ...reference, first: plain(reference.first), last: plain(reference.last) };
    return reference;
  };
}
