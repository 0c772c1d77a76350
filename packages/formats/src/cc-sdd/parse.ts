import { diagnostic, type Diagnostic, type PlanDependency } from '@nx-crest/core';
import { leavesOf, type ListDocument } from '../checkbox/list-document.js';
import { listPlan } from '../list-plan/list-plan.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { boundariesOf } from './annotations.js';
import { readCcSddList } from './read-list.js';
import { readPlaces, type MajorPlaces } from './read-places.js';

const ORDER_POLICY =
  'a task waits for everything before it, _Depends:_ comes on top; a (P) task waits for everything before its major task, ' +
  'or, where it states _Depends:_, for that only; nothing waits for optional tasks';

/** Reads a cc-sdd `tasks.md`. *Complexity*: O(n + dependencies). */
export function parseCcSdd(source: SourceText): ParsedDocument {
  const list = readCcSddList(source);
  const places = readPlaces(list);
  return listPlan(list, {
    format: 'cc-sdd',
    orderPolicy: ORDER_POLICY,
    sections: places.sections,
    placeOf(index, stated) {
      const { section, parallel, stepsOf } = places.of.get(index) ?? { section: 0, parallel: false };
      const waits = !parallel ? 'all' : stated ? 'stated' : 'sections';
      return { section, waits, ...(stepsOf === undefined ? {} : { stepsOf }) };
    },
    moreDiagnostics: (dependenciesOf) => boundaryOverlaps(list, places, dependenciesOf),
  });
}

/** CREST231 for each `(P)` task that names a boundary of another one before the same major task, unless it waits for it. */
function boundaryOverlaps(
  list: ListDocument,
  { of }: MajorPlaces,
  dependenciesOf: (id: string) => readonly PlanDependency[],
): readonly Diagnostic[] {
  const holders = new Map<string, number>();
  return leavesOf(list).flatMap((index) => {
    const entry = list.entries[index];
    const { section, parallel } = of.get(index) ?? {};
    if (!entry || parallel !== true || entry.status === 'done') return [];
    const id = list.ids[index] ?? '';
    const waitsFor = new Set(dependenciesOf(id).map(({ on }) => on));
    const shared = boundariesOf(list.source, entry, list.blocks).flatMap((boundary) => {
      const key = `${section} ${boundary}`;
      const holder = holders.get(key);
      holders.set(key, index);
      return holder === undefined || waitsFor.has(list.ids[holder] ?? '') ? [] : [{ boundary, holder }];
    });
    return shared.slice(0, 1).map(({ boundary, holder }) => {
      const other = list.ids[holder] ?? '';
      const related = [{ message: `"${other}" works there too`, span: list.entries[holder]?.span ?? entry.span }];
      return diagnostic('CREST231', { id, other, boundary }, { span: entry.span, related });
    });
  });
}
