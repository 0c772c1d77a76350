import type { Diagnostic } from '@nx-crest/core';
import { linesUnder } from '../markdown/lines-under.js';
import { readArrowLine } from '../order/arrow-line.js';
import type { IdReference } from '../order/id-list.js';
import { LIST_NOTATION } from '../order/id-notation.js';
import { locateReferences, locateStep, type LocateReferences } from '../order/locate-references.js';
import { readStatement } from '../order/read-statement.js';
import { referenceResolver } from '../order/resolve-references.js';
import type { DependencyCollector } from '../order/step-edges.js';
import type { SourceText } from '../source/source-text.js';
import type { PlanSections } from './read-sections.js';

/** A task with the lines in which it speaks of itself. */
export interface SpeakingTask {
  readonly id: string;
  readonly preamble: readonly number[];
}

/** What tasks, and chapters about order, say of dependencies. */
export interface Stated {
  /** Ids of tasks of which the document says what they wait for, or that they wait for nothing. */
  readonly ids: ReadonlySet<string>;
  readonly locate: LocateReferences;
  /** CREST216 for ranges that stand for too much. */
  diagnostics(): readonly Diagnostic[];
}

const ABOUT_ORDER = /dependenc|dependency|execution order|task order|sequencing/i;

/**
 * Reads `**Depends on:** Task 1` in front of a task's steps, and lines that consist of tasks and arrows below a heading
 * about dependencies or order; both go to `found`. *Complexity*: O(n + dependencies).
 */
export function statedDependencies(
  source: SourceText,
  {
    sections,
    tasks,
    idOf,
  }: { sections: PlanSections; tasks: readonly SpeakingTask[]; idOf: ReadonlyMap<string, string> },
  found: DependencyCollector,
): Stated {
  const resolver = referenceResolver(idOf);
  const locate = locateReferences(source, resolver);
  const ids = new Set<string>();
  for (const { id, preamble } of tasks) {
    for (const line of preamble) {
      const statement = readStatement(source.lineText(line));
      if (!statement) continue;
      const located = locate(line, statement.references, id).filter(({ on }) => on !== id);
      if (statement.isNothing || located.length > 0) ids.add(id);
      for (const { on, span } of located) found.add(id, on, span);
    }
  }
  for (const line of chapterLines(source, sections)) {
    for (const step of readArrowLine(source.lineText(line), LIST_NOTATION)) {
      if (![...step.before, ...step.after].every((reference) => isKnown(reference, idOf))) continue;
      const located = locateStep(locate, line, step);
      found.addStep(located, source.lineSpan(line));
      for (const id of located.waiting) ids.add(id);
    }
  }
  return { ids, locate, diagnostics: () => resolver.diagnostics() };
}

/** Lines below a heading about order, outside of tasks. */
function chapterLines(source: SourceText, { blocks, tasks }: PlanSections): readonly number[] {
  const own = new Set<number>();
  for (const { line, lastLine } of tasks) for (let at = line; at <= lastLine; at++) own.add(at);
  return linesUnder(source, blocks.headings, (text) => ABOUT_ORDER.test(text)).filter((line) => {
    const zone = blocks.zoneAt(line);
    return (
      !own.has(line) && zone?.kind !== 'comment' && zone?.info !== 'mermaid' && /task/i.test(source.lineText(line))
    );
  });
}

function isKnown(reference: IdReference, idOf: ReadonlyMap<string, string>): boolean {
  if (reference.kind === 'below') return false;
  const written = reference.kind === 'id' ? [reference.id] : [reference.first, reference.last];
  return written.every((id) => idOf.has(id));
}
