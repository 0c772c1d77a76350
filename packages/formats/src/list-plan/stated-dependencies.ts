import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import { ID_PATTERN } from '../ids/id-pattern.js';
import { linesUnder } from '../markdown/lines-under.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { readArrowLine } from '../order/arrow-line.js';
import type { IdReference, PlacedReference } from '../order/id-list.js';
import { LIST_NOTATION } from '../order/id-notation.js';
import { locateReferences, locateStep, type LocatedId, type LocateReferences } from '../order/locate-references.js';
import { readStatement } from '../order/read-statement.js';
import type { DependencyCollector } from '../order/step-edges.js';
import { referenceResolver } from '../order/resolve-references.js';
import { addBlocked } from './blocked-entries.js';
import { readNamedPhases, type NamedPhases } from './named-phases.js';
import type { TitleLookup } from './title-lookup.js';

/** What can only be an id, for values that are no list. */
const ID_IN_PROSE = new RegExp(String.raw`(?<![A-Za-z0-9_.-])(?!\d+[a-z]?(?![.\d]))${ID_PATTERN}(?![A-Za-z0-9-])`, 'g');
/** A line that sets tasks beside each other: they do not wait for their neighbours then. */
const PARALLEL = /\bin\s+parallel\b/i;
const SECTION = /depend|依赖|依賴|依存/i;

/** What entries say about themselves. */
export interface StatedDependencies {
  /**
   * The ids of entries that state what they wait for, or that they wait for nothing: document order is not assumed there.
   */
  readonly stated: ReadonlySet<string>;
  /**
   * CREST216 for ranges that stand for too much, CREST217 for values that name tasks and are no list, CREST230 for those
   * that are neither a list nor a title, where titles may stand.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `_Depends: 1.2, 2.3_`, `**Dependencies:** Task 2.1, Tasks 3.x (for data)`, `Blocked by: FOUNDATION-1`,
 * `Dependencies: Phase 3 complete` and `Blocks: 10.1` in the lines of each entry, and lines of a section about
 * dependencies that consist of known ids and arrows only; they go to `found`. A value that begins with ids and goes on
 * with prose counts only with the word "Task" in front. With `titleOf` a value may also be the title of a task, or titles
 * with commas between.
 *
 * *Complexity*: O(n + dependencies).
 */
export function statedDependencies(
  list: ListDocument,
  found: DependencyCollector,
  titleOf?: TitleLookup,
): StatedDependencies {
  const { source, blocks, entries, ids, idOf } = list;
  const resolver = referenceResolver(idOf);
  const locate = locateReferences(source, resolver);
  const stated = new Set<string>();
  const unread: Diagnostic[] = [];
  const phases = readNamedPhases(list);
  const read = statementReader(list, { locate, phases, titleOf });
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(source, entry, blocks)) {
      const statement = read(line, id);
      if (!statement) continue;
      if (statement.isNothing || statement.located.length > 0) stated.add(id);
      for (const { on, span } of statement.located) found.add(id, on, span);
      unread.push(...statement.unread);
    }
  });
  addBlocked(list, { locate, phases, found });
  for (const line of sectionLines(list)) {
    for (const { before, after } of readArrowLine(source.lineText(line), LIST_NOTATION)) {
      if (![...before, ...after].every((reference) => isKnown(reference, idOf))) continue;
      const step = { before: before.map(withoutT(idOf)), after: after.map(withoutT(idOf)) };
      const located = locateStep(locate, line, step);
      found.addStep(located, source.lineSpan(line));
      if (PARALLEL.test(source.lineText(line))) for (const id of located.waiting) stated.add(id);
    }
  }
  return { stated, diagnostics: [...resolver.diagnostics(), ...unread] };
}

interface StatementSources {
  readonly locate: LocateReferences;
  readonly phases: NamedPhases;
  readonly titleOf: TitleLookup | undefined;
}

/** What a line states for one entry. */
interface LocatedStatement {
  readonly isNothing: boolean;
  readonly located: readonly LocatedId[];
  readonly unread: readonly Diagnostic[];
}

function statementReader(
  { source, idOf }: ListDocument,
  { locate, phases, titleOf }: StatementSources,
): (line: number, id: string) => LocatedStatement | undefined {
  return (line, id) => {
    const statement = readStatement(source.lineText(line));
    if (!statement) return undefined;
    const { end } = source.lineSpan(line);
    const phase = phases.phaseOf(statement.rest)?.filter((on) => on !== id);
    if (phase) return { isNothing: false, located: at(phase, source.lineSpan(line)), unread: [] };
    const located = locate(line, statement.references, id);
    const text = statement.rest.trim();
    const span = source.spanAt(end.offset - statement.rest.trimStart().length, end.offset);
    const titled = titleOf ? idsOfTitles(text, titleOf).filter((on) => on !== id) : [];
    const isRead = text === '' || titled.length > 0;
    return {
      isNothing: statement.isNothing === true,
      located: [...located, ...at(titled, span)],
      unread: isRead ? [] : unreadValue(text, span, { isNamed: namesTask(text, idOf), isTitle: titleOf !== undefined }),
    };
  };
}

function at(ids: readonly string[], span: SourceSpan): readonly LocatedId[] {
  return ids.map((on) => ({ on, span }));
}

function unreadValue(
  text: string,
  span: SourceSpan,
  value: { readonly isNamed: boolean; readonly isTitle: boolean },
): readonly Diagnostic[] {
  if (value.isNamed) return [diagnostic('CREST217', { text }, { span })];
  return value.isTitle ? [diagnostic('CREST230', { text }, { span })] : [];
}

/** The tasks that a value names by title: the whole of it, else each part between commas. */
function idsOfTitles(text: string, titleOf: TitleLookup): readonly string[] {
  const whole = titleOf(text);
  if (whole !== undefined) return [whole];
  const parts = text.split(/\s*[,;、]\s*/);
  const ids = parts.flatMap((part) => titleOf(part) ?? []);
  return parts.length > 1 && ids.length === parts.length ? [...new Set(ids)] : [];
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
