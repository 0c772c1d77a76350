import type { PlanDependency, PlanGroup } from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import { linesUnder } from '../markdown/lines-under.js';
import { readArrowLine } from '../order/arrow-line.js';
import type { IdNotation } from '../order/id-list.js';
import { phraseReferences } from '../order/phrase-references.js';
import { resolveReferences, type KnownIds } from '../order/resolve-references.js';
import { collectDependencies } from '../order/step-edges.js';
import type { SourceText } from '../source/source-text.js';

/** What the document says in so many words: by task id, and joints for arrows between long lists. */
export interface ExplicitDependencies {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly joints: readonly PlanGroup[];
}

/** What reading dependencies needs to know about the document. */
export interface DependencyReading {
  readonly source: SourceText;
  readonly blocks: MarkdownBlocks;
  readonly entries: readonly Entry[];
  readonly ids: readonly string[];
  readonly known: KnownIds;
  /** Makes the id of a joint unique. */
  readonly jointId: (wanted: string) => string;
}

const NOTATION: IdNotation = {
  id: /T\d+[A-Za-z]?(?:\.\d+)*(?![A-Za-z0-9])|\d+\.\d+(?:\.\d+)*[a-z]?(?![A-Za-z0-9])/y,
  lead: /(?:tasks?\s+)?/iy,
};
const SECTION = /depend|依赖|依賴|依存/i;
const OTHER_SECTION = /parallel|並行|并行/i;

/**
 * Reads the dependencies that a spec-kit document states: phrases in a task's line and details, and lines of a section
 * about dependencies that consist of ids and arrows only.
 *
 * *Complexity*: O(n + dependencies). *Ties*: of two statements of one dependency the first is kept.
 */
export function explicitDependencies(reading: DependencyReading): ExplicitDependencies {
  const { source, blocks, entries, ids, known } = reading;
  const found = collectDependencies(reading.jointId);
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(entry, blocks)) {
      for (const { references, span } of phraseReferences(source, line, NOTATION)) {
        for (const on of resolveReferences(references, known, id)) found.add(id, on, span);
      }
    }
  });
  const own = new Set(entries.flatMap((entry) => [entry.box.line, ...entry.box.details]));
  for (const line of sectionLines(reading)) {
    if (own.has(line)) continue;
    for (const { before, after } of readArrowLine(source.lineText(line), NOTATION)) {
      const step = { before: resolveReferences(before, known), waiting: resolveReferences(after, known) };
      found.addStep(step, source.lineSpan(line));
    }
  }
  return { of: found.of(), joints: found.joints() };
}

/** The lines of sections about dependencies, fences included (mermaid and text arrows read alike). */
function sectionLines({ source, blocks }: DependencyReading): readonly number[] {
  const isAbout = (text: string): boolean => SECTION.test(text);
  const isOther = (text: string): boolean => OTHER_SECTION.test(text);
  return linesUnder(source, blocks.headings, isAbout, isOther).filter(
    (line) => blocks.zoneAt(line)?.kind !== 'comment',
  );
}
