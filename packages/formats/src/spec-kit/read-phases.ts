import type { SourceSpan } from '@nx-crest/core';
import type { Heading } from '../markdown/read-blocks.js';
import { slug } from '../checkbox/slug.js';

/** A phase as its heading announces it. */
export interface Phase {
  /** Proposed group id; made unique later. */
  readonly id: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly line: number;
  /** A user story: it waits for the phases before the stories, not for other stories. */
  readonly story: boolean;
}

/** Where a line stands: index of its phase (-1: before the first), and whether in that phase's leading tests. */
export interface Place {
  readonly phase: number;
  readonly tests: boolean;
}

const PHASE =
  /^[^\p{L}\p{N}]*(?:phase|フェーズ|阶段|階段)\s*(\d+(?:\.\d+)*[A-Za-z]?|[A-Z])(?![\p{L}\p{N}])[\s:：.—–-]*/iu;
const STORY = /\buser\s+stor(?:y|ies)\b|\bUS-?\d+\b|ユーザーストーリー|用户故事|使用者故事/i;
const TESTS = /^[^\p{L}\p{N}]*tests?\b/iu;

/**
 * Finds the phases: headings that say so (`## Phase 3: User Story 1 - …`) and headings of their level or above that hold
 * tasks; in a document without such headings, those of the highest level below the title that hold tasks.
 *
 * *Complexity*: O(headings + tasks). `taskLines` must be sorted.
 */
export function readPhases(headings: readonly Heading[], taskLines: readonly number[]): readonly Phase[] {
  const named = headings.filter((heading) => PHASE.test(heading.text));
  const owners = new Set(owningHeadings(headings, taskLines));
  const level = named.length > 0 ? Math.min(...named.map((heading) => heading.level)) : sectionLevel([...owners]);
  return headings
    .filter((heading) => heading.level <= level && (PHASE.test(heading.text) || owners.has(heading)))
    .filter((heading) => heading.level === level || heading !== headings[0]) // the title holds no phase
    .map(({ text, span, line }) => {
      const number = PHASE.exec(text);
      return {
        id: `phase-${number?.[1]?.toLowerCase() ?? slug(text)}`,
        title: (number ? text.slice(number[0].length) : text) || text,
        span,
        line,
        story: STORY.test(text),
      };
    });
}

/**
 * The place of each task line. A subsection whose heading begins with "Tests" leads its phase as long as no other task
 * of the phase has come before it.
 */
export function placeLines(
  headings: readonly Heading[],
  phases: readonly Phase[],
  taskLines: readonly number[],
): readonly Place[] {
  const phaseOfLine = new Map(phases.map((phase, index) => [phase.line, index]));
  const places: Place[] = [];
  let phase = -1;
  let next = 0;
  let inTests = false;
  let leading = true;
  for (const line of taskLines) {
    for (let heading = headings[next]; heading && heading.line < line; heading = headings[++next]) {
      const started = phaseOfLine.get(heading.line);
      if (started !== undefined) [phase, leading] = [started, true];
      inTests = started === undefined && TESTS.test(heading.text);
    }
    if (!inTests) leading = false;
    places.push({ phase, tests: inTests && leading });
  }
  return places;
}

/** For each task line the heading right above it. */
function owningHeadings(headings: readonly Heading[], taskLines: readonly number[]): Heading[] {
  const owners: Heading[] = [];
  let next = 0;
  for (const line of taskLines) {
    while ((headings[next]?.line ?? Infinity) < line) next++;
    const owner = headings[next - 1];
    if (owner && owners.at(-1) !== owner) owners.push(owner);
  }
  return owners;
}

/** The title (level 1) is no section while others hold tasks. */
function sectionLevel(owners: readonly Heading[]): number {
  const levels = owners.map((heading) => heading.level);
  const below = levels.filter((level) => level > 1);
  return below.length > 0 ? Math.min(...below) : Math.min(...levels, 6);
}

/** Phases with a title of their own count as stories too where every task has a label like `US3`. */
export function withStoryLabels(
  phases: readonly Phase[],
  places: readonly Place[],
  labels: readonly (readonly string[])[],
): readonly Phase[] {
  const tasks = phases.map(() => 0);
  const labelled = phases.map(() => 0);
  places.forEach(({ phase }, i) => {
    if (phase < 0) return;
    tasks[phase] = (tasks[phase] ?? 0) + 1;
    if (labels[i]?.some((label) => /^US\d+$/i.test(label))) labelled[phase] = (labelled[phase] ?? 0) + 1;
  });
  return phases.map((phase, i) => ({
    ...phase,
    story: phase.story || (labelled[i] !== 0 && labelled[i] === tasks[i]),
  }));
}
