import { leavesOf } from '../checkbox/list-document.js';
import { listPlan } from '../list-plan/list-plan.js';
import { readSections } from '../list-plan/sections.js';
import { titleLookup } from '../list-plan/title-lookup.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readOpenSpecList } from './read-list.js';

const ORDER_POLICY =
  'each section waits for the section before it; within a section a task waits for those before it, unless it states its ' +
  'dependencies; the columns of a kanban board divide nothing; nothing waits for optional tasks';

/** Reads the `tasks.md` of an OpenSpec change. *Complexity*: O(n log n + dependencies). */
export function parseOpenSpec(source: SourceText): ParsedDocument {
  const list = readOpenSpecList(source);
  const lineOf = (index: number): number => list.entries[index]?.box.line ?? 0;
  const { sections, of } = readSections(list.blocks.headings, leavesOf(list).map(lineOf));
  return listPlan(list, {
    format: 'openspec',
    orderPolicy: ORDER_POLICY,
    sections,
    placeOf: (index, stated) => ({ section: of.get(lineOf(index)) ?? -1, waits: stated ? 'sections' : 'all' }),
    titleOf: titleLookup(list.entries, list.ids),
  });
}
