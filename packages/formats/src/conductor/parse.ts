import { leavesOf } from '../checkbox/list-document.js';
import { listPlan } from '../list-plan/list-plan.js';
import { readSections, type Section } from '../list-plan/sections.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readConductorList } from './read-list.js';

const ORDER_POLICY =
  'strictly one after the other: each phase waits for the phase before it, each task and sub-task for those before it';
const CHECKPOINT = /[ \t]*\[checkpoint:[ \t]*`?([0-9a-f]{7,40})?`?\][ \t]*/i;

/** Reads a Conductor `plan.md`. *Complexity*: O(n + dependencies). */
export function parseConductor(source: SourceText): ParsedDocument {
  const list = readConductorList(source);
  const lineOf = (index: number): number => list.entries[index]?.box.line ?? 0;
  const { sections, of } = readSections(list.blocks.headings, leavesOf(list).map(lineOf));
  return listPlan(list, {
    format: 'conductor',
    orderPolicy: ORDER_POLICY,
    sections: sections.map(withCheckpoint),
    placeOf: (index) => ({ section: of.get(lineOf(index)) ?? -1, waits: 'all' }),
  });
}

/** A phase with the commit of its checkpoint is verified as a whole. */
function withCheckpoint(section: Section): Section {
  const found = CHECKPOINT.exec(section.title);
  if (!found) return section;
  const title = section.title.replace(CHECKPOINT, ' ').trim();
  return { ...section, title, ...(found[1] === undefined ? {} : { status: 'done' as const }) };
}
