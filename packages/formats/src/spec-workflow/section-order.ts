import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import { linesUnder } from '../markdown/lines-under.js';
import type { Heading } from '../markdown/read-blocks.js';
import { readArrowLine } from '../order/arrow-line.js';
import type { IdNotation, PlacedReference } from '../order/id-list.js';
import type { DependencyCollector } from '../order/step-edges.js';
import type { SpecList } from './read-list.js';

/** What a document says of the order of its sections. */
export interface SectionOrder {
  /** For each leaf in a section that states what it waits for: the number of that section. */
  readonly waiting: ReadonlyMap<string, number>;
  /** CREST216 where ranges of sections stand for too much. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A task, and where it stands. */
export interface PlacedLeaf {
  readonly id: string;
  readonly line: number;
}

type Sections = ReadonlyMap<number, readonly string[]>;

const SECTION =
  /^[^\p{L}\p{N}]{0,8}(?:task[ \t]+)?(?:groups?|phases?|sections?|epics?|waves?)[ \t]+(\d{1,6})(?![\w.])/iu;
/** Beyond this, ranges of sections mean nothing that a plan could use. */
const MAX_EXPANDED = 100_000;
const ABOUT_ORDER = /depend|order|依赖|依賴|依存/i;
const NOTATION: IdNotation = {
  id: /\d{1,6}(?![\w.])/y,
  lead: /(?:task[ \t]+)?(?:(?:groups?|phases?|sections?|epics?|waves?)[ \t]+)?/iy,
};

/**
 * Reads what a section about dependencies says of whole sections, `Group 13 depends on Groups 10, 11, 12 (reason)` or
 * `Phase 1 → Phase 2`: every task of the one waits for all of the other. They go to `found`.
 *
 * *Complexity*: O(n + sections named).
 */
export function sectionOrder(list: SpecList, leaves: readonly PlacedLeaf[], found: DependencyCollector): SectionOrder {
  const sections = readSections(list.blocks.headings, leaves);
  const waiting = new Map<string, number>();
  let expanded = 0;
  for (const line of sections.size < 2 ? [] : orderLines(list)) {
    const text = list.source.lineText(line);
    const span = list.source.lineSpan(line);
    for (const { before, after } of readArrowLine(text, NOTATION)) {
      const first = numbersOf(sections, before);
      const on = membersOf(sections, first).map((id) => ({ on: id, span }));
      expanded += on.length;
      if (expanded > MAX_EXPANDED) return { waiting, diagnostics: [tooMany(text, span)] };
      if (on.length === 0) continue;
      for (const number of numbersOf(sections, after)) {
        if (first.includes(number)) continue;
        const members = sections.get(number) ?? [];
        found.addStep({ before: on, waiting: members }, span);
        for (const id of members) waiting.set(id, number);
      }
    }
  }
  return { waiting, diagnostics: [] };
}

function tooMany(text: string, span: SourceSpan): Diagnostic {
  return diagnostic('CREST216', { id: 'a section', text: text.trim().slice(0, 60), limit: MAX_EXPANDED }, { span });
}

/** Lines about sections in a chapter about order, outside of tasks. */
function orderLines({ source, blocks, entries }: SpecList): readonly number[] {
  const own = new Set(entries.flatMap(({ box }) => [box.line, ...box.details]));
  return linesUnder(source, blocks.headings, (text) => ABOUT_ORDER.test(text)).filter((line) => {
    const zone = blocks.zoneAt(line);
    const isText = !own.has(line) && zone?.kind !== 'comment' && zone?.info !== 'mermaid';
    return isText && SECTION_WORD.test(source.lineText(line));
  });
}

/** Bare numbers and arrows are about tasks. */
const SECTION_WORD = /\b(?:groups?|phases?|sections?|epics?|waves?)\s+\d/i;

/** The tasks of each section by its number, in document order. */
function readSections(headings: readonly Heading[], leaves: readonly PlacedLeaf[]): Sections {
  const sections = new Map<number, string[]>();
  let [next, open, level] = [0, undefined as number | undefined, Infinity];
  for (const { id, line } of leaves) {
    for (let heading = headings[next]; heading && heading.line <= line; heading = headings[++next]) {
      const number = SECTION.exec(heading.text)?.[1];
      if (number === undefined && heading.level > level) continue;
      open = number === undefined ? undefined : Number(number);
      level = number === undefined ? Infinity : heading.level;
    }
    if (open === undefined) continue;
    const section = sections.get(open) ?? [];
    section.push(id);
    sections.set(open, section);
  }
  return sections;
}

/** The sections that references name, each once. */
function numbersOf(sections: Sections, references: readonly PlacedReference[]): readonly number[] {
  const numbers = references.flatMap((reference) => {
    if (reference.kind === 'id') return [Number(reference.id)];
    if (reference.kind === 'below') return [];
    const [first, last] = [Number(reference.first), Number(reference.last)];
    return [...sections.keys()].filter((number) => number >= first && number <= last);
  });
  return [...new Set(numbers)].filter((number) => sections.has(number));
}

function membersOf(sections: Sections, numbers: readonly number[]): readonly string[] {
  return numbers.flatMap((number) => sections.get(number) ?? []);
}
