import type { PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import { readArrowLine } from '../order/arrow-line.js';
import type { IdNotation } from '../order/id-list.js';
import { phraseReferences } from '../order/phrase-references.js';
import { resolveReferences, type KnownIds } from '../order/resolve-references.js';
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
  id: /T\d+[A-Za-z]?(?:\.\d+)*(?![\w-]*\w)|\d+\.\d+(?:\.\d+)*[a-z]?(?![\w.])/y,
  lead: /(?:tasks?\s+)?/iy,
};
const SECTION = /depend|依赖|依賴|依存/i;
const OTHER_SECTION = /parallel|並行|并行/i;
/** Arrows between longer lists go through a joint: the edges stay linear in the text. */
const MAX_CROSS = 256;

/**
 * Reads the dependencies that a spec-kit document states: phrases in a task's line and details, and lines of a section
 * about dependencies that consist of ids and arrows only.
 *
 * *Complexity*: O(n + dependencies). *Ties*: of two statements of one dependency the first is kept.
 */
export function explicitDependencies(reading: DependencyReading): ExplicitDependencies {
  const { source, blocks, entries, ids, known } = reading;
  const of = new Map<string, Map<string, PlanDependency>>();
  const joints: PlanGroup[] = [];
  const add = (id: string, on: string, span: SourceSpan): void => {
    const list = of.get(id) ?? new Map<string, PlanDependency>();
    if (!list.has(on)) list.set(on, { on, origin: 'explicit', span });
    of.set(id, list);
  };
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(entry, blocks)) {
      for (const { references, span } of phraseReferences(source, line, NOTATION)) {
        for (const on of resolveReferences(references, known, id)) add(id, on, span);
      }
    }
  });
  const own = new Set(entries.flatMap((entry) => [entry.box.line, ...entry.box.details]));
  for (const line of sectionLines(reading)) {
    if (own.has(line)) continue;
    const span = source.lineSpan(line);
    for (const step of readArrowLine(source.lineText(line), NOTATION)) {
      let before = resolveReferences(step.before, known);
      const after = resolveReferences(step.after, known);
      if (before.length * after.length > MAX_CROSS) {
        const joint = { id: reading.jointId(`before-${after[0] ?? ''}`), title: source.lineText(line).trim() };
        joints.push({ ...joint, kind: 'phase', span, members: before, dependencies: [] });
        before = [joint.id];
      }
      for (const id of after) for (const on of before) if (on !== id) add(id, on, span);
    }
  }
  return { of: new Map([...of].map(([id, list]) => [id, [...list.values()]])), joints };
}

/** The lines of sections about dependencies, fences included (mermaid and text arrows read alike). */
function sectionLines({ source, blocks }: DependencyReading): number[] {
  const lines: number[] = [];
  let sectionLevel: number | undefined;
  blocks.headings.forEach(({ level, text, line }, index) => {
    if (sectionLevel !== undefined && level <= sectionLevel) sectionLevel = undefined;
    if (sectionLevel === undefined && SECTION.test(text)) sectionLevel = level;
    if (sectionLevel === undefined || OTHER_SECTION.test(text)) return;
    const end = blocks.headings[index + 1]?.line ?? source.lineStarts.length + 1;
    for (let at = line + 1; at < end; at++) if (blocks.zoneAt(at)?.kind !== 'comment') lines.push(at);
  });
  return lines;
}
