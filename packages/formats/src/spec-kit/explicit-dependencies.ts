import type { Diagnostic, PlanDependency, PlanGroup } from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import { linesUnder } from '../markdown/lines-under.js';
import { readArrowLine } from '../order/arrow-line.js';
import type { IdReference } from '../order/id-list.js';
import { isCertainId, LIST_NOTATION } from '../order/id-notation.js';
import { locateReferences, locateStep } from '../order/locate-references.js';
import { phraseReferences } from '../order/phrase-references.js';
import { referenceResolver } from '../order/resolve-references.js';
import { collectDependencies } from '../order/step-edges.js';
import type { SourceText } from '../source/source-text.js';

/** What the document says in so many words: by task id, and joints for arrows between long lists. */
export interface ExplicitDependencies {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly joints: readonly PlanGroup[];
  readonly diagnostics: readonly Diagnostic[];
  /** The lines of sections about dependencies outside of fences, for what they say about phases. */
  readonly proseLines: readonly number[];
}

/** What reading dependencies needs to know about the document. */
export interface DependencyReading {
  readonly source: SourceText;
  readonly blocks: MarkdownBlocks;
  readonly entries: readonly Entry[];
  readonly ids: readonly string[];
  /** From an id as written to the id in the plan. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Makes the id of a joint unique. */
  readonly jointId: (wanted: string) => string;
}

const SECTION = /depend|依赖|依賴|依存/i;
const OTHER_SECTION = /parallel|並行|并行/i;

/**
 * Reads the dependencies that a spec-kit document states: phrases in a task's line and details, and lines of a section
 * about dependencies that consist of ids and arrows only.
 *
 * *Complexity*: O(n + dependencies). *Ties*: of two statements of one dependency the first is kept.
 */
export function explicitDependencies(reading: DependencyReading): ExplicitDependencies {
  const { source, blocks, entries, ids, idOf } = reading;
  const found = collectDependencies(reading.jointId);
  const resolver = referenceResolver(idOf);
  const locate = locateReferences(source, resolver);
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(source, entry, blocks)) {
      for (const { references, isList } of phraseReferences(source.lineText(line), LIST_NOTATION)) {
        const meant = references.filter((reference) => isMeant(reference, isList, idOf));
        for (const { on, span } of locate(line, meant, id)) found.add(id, on, span);
      }
    }
  });
  const lines = sectionLines(reading);
  for (const line of lines) {
    for (const step of readArrowLine(source.lineText(line), LIST_NOTATION)) {
      found.addStep(locateStep(locate, line, step), source.lineSpan(line));
    }
  }
  return {
    of: found.of(),
    joints: found.joints(),
    proseLines: lines.filter((line) => blocks.zoneAt(line) === undefined),
    diagnostics: resolver.diagnostics(),
  };
}

/** "requires 3", "blocked by PR-12": such ids count where a task has them, `PR-12` also in a list. */
function isMeant(reference: IdReference, isList: boolean, idOf: ReadonlyMap<string, string>): boolean {
  if (reference.kind === 'below') return isList;
  const written = reference.kind === 'id' ? [reference.id] : [reference.first, reference.last];
  return written.every((id) => isCertainId(id) || idOf.has(id) || (isList && !/^\d/.test(id)));
}

/** The lines of sections about dependencies, fences included (mermaid and text arrows read alike). */
function sectionLines({ source, blocks, entries }: DependencyReading): readonly number[] {
  const own = new Set(entries.flatMap((entry) => [entry.box.line, ...entry.box.details]));
  const isAbout = (text: string): boolean => SECTION.test(text);
  const isOther = (text: string): boolean => OTHER_SECTION.test(text);
  return linesUnder(source, blocks.headings, isAbout, isOther).filter(
    (line) => !own.has(line) && blocks.zoneAt(line)?.kind !== 'comment',
  );
}
