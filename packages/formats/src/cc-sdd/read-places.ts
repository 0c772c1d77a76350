import { ancestorsOf } from '../checkbox/list-groups.js';
import { leavesOf, type ListDocument } from '../checkbox/list-document.js';
import { readSections, type Section } from '../list-plan/sections.js';

/** Where each leaf stands between major tasks. */
export interface MajorPlace {
  /** Counts from 0; what begins a new one waits for everything before it. */
  readonly section: number;
  /** Marked `(P)`, itself or the major task around it. */
  readonly parallel: boolean;
  /** The major task, where that is marked as a whole: its parts stay in order. */
  readonly stepsOf?: string | undefined;
}

/** The places of a list, and the headings `## 2. Title` that stand for major tasks without a box. */
export interface MajorPlaces {
  /** By the index of a leaf. */
  readonly of: ReadonlyMap<number, MajorPlace>;
  /** By `MajorPlace.section`. */
  readonly sections: readonly (Section | undefined)[];
}

/**
 * Divides the leaves of a list at major tasks: `2.1` and `2.2` stand together, and so do major tasks without parts. Major
 * tasks that follow each other and are marked `(P)` share a place, and so do those without parts.
 *
 * *Complexity*: O(leaves × depth).
 */
export function readPlaces(list: ListDocument): MajorPlaces {
  const places = new Map<number, MajorPlace>();
  const sections: (Section | undefined)[] = [];
  const headingOf = majorHeadings(list);
  let before: (Major & MajorPlace) | undefined;
  for (const index of leavesOf(list)) {
    const major = majorOf(list, index);
    const starts = before === undefined || startsPlace(before, major);
    const section = (before?.section ?? 0) + (starts && before ? 1 : 0);
    const place: MajorPlace = {
      section,
      parallel: major.marked || list.entries[index]?.parallel === true,
      ...(major.marked && major.hasParts ? { stepsOf: major.name } : {}),
    };
    places.set(index, place);
    if (section === sections.length) sections.push(headingOf(index, major));
    before = { ...major, ...place };
  }
  return { of: places, sections };
}

/** The heading of a leaf's major task, where it has that number and no box has it. */
function majorHeadings(list: ListDocument): (index: number, major: Major) => Section | undefined {
  const lineOf = (index: number): number => list.entries[index]?.box.line ?? 0;
  const { sections, of } = readSections(list.blocks.headings, leavesOf(list).map(lineOf));
  return (index, { name, hasParts }) => {
    const section = sections[of.get(lineOf(index)) ?? -1];
    return hasParts && !list.idOf.has(name) && section?.id === `phase-${name}` ? section : undefined;
  };
}

interface Major {
  readonly name: string;
  readonly hasParts: boolean;
  /** `(P)` stands at the major task. */
  readonly marked: boolean;
}

/** The major task of a leaf: the box around it, else the number in front of its id's first dot, else itself. */
function majorOf(list: ListDocument, index: number): Major {
  const entry = list.entries[index];
  const top = ancestorsOf(list.tree, index).at(-1);
  if (top !== undefined) {
    const around = list.entries[top];
    const name = around?.written ?? list.ids[top] ?? '';
    return { name, hasParts: true, marked: around?.parallel === true };
  }
  const number = /^(\d+)\./.exec(entry?.written ?? '')?.[1];
  if (number !== undefined) return { name: number, hasParts: true, marked: false };
  return { name: list.ids[index] ?? '', hasParts: false, marked: entry?.parallel === true };
}

function startsPlace(before: Major, major: Major): boolean {
  if (before.name === major.name) return false;
  if (major.marked) return !before.marked;
  return before.marked || before.hasParts || major.hasParts;
}
