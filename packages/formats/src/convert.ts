import type { Diagnostic, EdgeOrigin, Plan } from '@nx-crest/core';
import { parseDocument } from './parse-document.js';
import { beadsWriter } from './write/beads.js';
import { csvWriter } from './write/csv.js';
import { jsonWriter } from './write/json.js';
import { mermaidWriter } from './write/mermaid.js';
import type { Lost, PlanWriter, WritablePlan, WrittenPlan } from './write/plan-writer.js';
import { specKitWriter } from './write/spec-kit.js';
import { taskMasterWriter } from './write/task-master.js';
import { writablePlan } from './write/writable-plan.js';

/** Every form that plans can be written in. */
export const writers: readonly PlanWriter[] = [
  specKitWriter,
  taskMasterWriter,
  beadsWriter,
  mermaidWriter,
  csvWriter,
  jsonWriter,
];

/** A plan in another form, with everything that this form cannot carry; without text where the plan has no order. */
export interface ConvertedPlan {
  readonly text?: string;
  readonly fileName?: string;
  readonly lost: readonly Lost[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a plan in another form, and reads it back: a task or dependency that does not come back is told as lost.
 *
 * *Throws* `RangeError` where there is no such form. *Complexity*: that of `transitiveReduction`.
 */
export function convertPlan(plan: Plan, to: string, without: ReadonlySet<EdgeOrigin> = new Set()): ConvertedPlan {
  const writer = writers.find(({ name }) => name === to);
  if (!writer) throw new RangeError(`form must be one of ${writers.map(({ name }) => name).join(', ')}, got "${to}"`);
  const { plan: writable, diagnostics } = writablePlan(plan, without);
  if (!writable) return { lost: [], diagnostics };
  const written = writer.write(writable);
  const lost = [...written.lost, ...changedBack(writable, written, writer)];
  return { text: written.text, fileName: writer.fileName, lost, diagnostics };
}

/** What differs when the new document is read. */
function changedBack(writable: WritablePlan, { text, renamed }: WrittenPlan, { readBy, fileName }: PlanWriter): Lost[] {
  if (readBy === undefined) return [];
  const [back] = parseDocument({ path: fileName, raw: text }, { format: readBy }).plans;
  const again = back && writablePlan(back).plan;
  const idOf = (id: string): string => renamed?.get(id) ?? id;
  const edgesOf = (plan: WritablePlan, id: string): string =>
    [...plan.dependenciesOf(id)]
      .map(({ on }) => (plan === writable ? idOf(on) : on))
      .sort()
      .join(' ');
  const present = new Set(again?.tasks.map(({ id }) => id));
  const gone = writable.tasks.filter(({ id }) => !present.has(idOf(id))).map(({ id }) => id);
  const other = writable.tasks
    .filter(({ id }) => again && present.has(idOf(id)) && edgesOf(again, idOf(id)) !== edgesOf(writable, id))
    .map(({ id }) => id);
  return [
    ...(gone.length > 0 ? [{ what: 'tasks', ids: gone }] : []),
    ...(other.length > 0 ? [{ what: 'dependencies, read back otherwise', ids: other }] : []),
  ];
}
