import type { SourceSpan, TaskStatus } from '@nx-crest/core';
import { slug } from '../checkbox/slug.js';
import type { Heading } from '../markdown/read-blocks.js';
import { kanbanColumns } from './kanban.js';

/** A part of a document that waits for the part before it. */
export interface Section {
  readonly kind: 'phase' | 'wave';
  /** Proposed group id; made unique later. */
  readonly id: string;
  readonly title: string;
  readonly span: SourceSpan;
  /** What the heading itself says of its tasks. */
  readonly status?: TaskStatus | undefined;
}

/** The sections of a document, and where each of its lines of tasks stands. */
export interface Sections {
  readonly sections: readonly Section[];
  /** The index of the section that a line of a task stands in, -1 before the first. */
  readonly of: ReadonlyMap<number, number>;
}

const NUMBER =
  /^[^\p{L}\p{N}]*(?:(?:phase|stage|step|part|フェーズ|阶段|階段)\s*)?(\d+(?:\.\d+)*[A-Za-z]?)(?![\p{L}\p{N}])/iu;
const WAVE = /(?<![\p{L}\p{N}])wave\s*(\d+(?:\.\d+)?|[A-Z](?![\p{L}\p{N}]))/iu;

/**
 * Finds the headings that divide a list: those of the highest level below the title that stand right above a task, and
 * any of that level or above with tasks below. Columns of a kanban board (`## Blocked`) divide nothing.
 *
 * *Complexity*: O(headings + lines). `taskLines` must be sorted.
 */
export function readSections(headings: readonly Heading[], taskLines: readonly number[]): Sections {
  const columns = kanbanColumns(headings);
  const owners = owningHeadings(headings, taskLines);
  const levels = owners.map((heading) => heading.level);
  const below = levels.filter((level) => level > 1);
  const level = Math.min(...(below.length > 0 ? below : levels), 6);
  const sections: Section[] = [];
  const of = new Map<number, number>();
  let next = 0;
  let open: Heading | undefined; // divides, and has no task so far
  for (const line of taskLines) {
    for (let heading = headings[next]; heading && heading.line < line; heading = headings[++next]) {
      if (heading.level > level || (heading.level === 1 && level > 1)) continue;
      open = columns.has(heading.line) ? undefined : heading;
    }
    if (open) sections.push(sectionOf(open));
    open = undefined;
    of.set(line, sections.length - 1);
  }
  return { sections, of };
}

function sectionOf({ text, span }: Heading): Section {
  const wave = WAVE.exec(text)?.[1];
  if (wave !== undefined) return { kind: 'wave', id: `wave-${wave}`, title: text, span };
  const number = NUMBER.exec(text)?.[1];
  return { kind: 'phase', id: `phase-${number?.toLowerCase() ?? slug(text)}`, title: text, span };
}

/** For each task line the heading right above it. */
function owningHeadings(headings: readonly Heading[], taskLines: readonly number[]): readonly Heading[] {
  const owners: Heading[] = [];
  let next = 0;
  for (const line of taskLines) {
    while ((headings[next]?.line ?? Infinity) < line) next++;
    const owner = headings[next - 1];
    if (owner && owners.at(-1) !== owner) owners.push(owner);
  }
  return owners;
}
