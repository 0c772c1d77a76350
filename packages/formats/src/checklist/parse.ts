import { listPlan } from '../list-plan/list-plan.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readChecklist } from './read-list.js';

const ORDER_POLICY =
  'document order: a task waits for those before it, unless it states its dependencies; nothing waits for optional tasks';

/** Reads the checkboxes of any Markdown document as a plan. *Complexity*: O(n + dependencies). */
export function parseChecklist(source: SourceText): ParsedDocument {
  return listPlan(readChecklist(source), {
    format: 'checklist',
    orderPolicy: ORDER_POLICY,
    sections: [],
    placeOf: (_, stated) => ({ section: 0, waits: stated ? 'stated' : 'all' }),
  });
}
