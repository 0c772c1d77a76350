import { uniqueIds } from '@nx-crest/core';
import type { Diagnostic, PlanDependency, PlanGroup } from '@nx-crest/core';
import type { AssignedIds } from '../ids/assign-ids.js';
import { referenceResolver } from '../order/resolve-references.js';
import type { SourceText } from '../source/source-text.js';
import { readDependencyCell } from './dependency-cell.js';
import type { DependencyEntry } from './dependency-cell.js';
import { cellAt } from './read-rows.js';
import type { TaskRow } from './read-rows.js';

/** What the rows wait for. */
export interface RowDependencies {
  /** One list for each row. */
  readonly dependencies: readonly (readonly PlanDependency[])[];
  /** Joints for rows that wait for all rows above. */
  readonly joints: readonly PlanGroup[];
  /** Some row names a dependency, be it an unknown one. */
  readonly explicit: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the dependency cells. `ALL above` means every task above in the document; such rows share their tasks through
 * a chain of joints, so that many of them cost no quadratic number of edges.
 *
 * *Complexity*: linear in rows and edges.
 */
export function readDependencies(source: SourceText, rows: readonly TaskRow[], assigned: AssignedIds): RowDependencies {
  const entries = rows.map(({ row, columns }) => {
    const cell = cellAt(row, columns.dependencies);
    return cell ? readDependencyCell(cell, (written) => assigned.idOf.has(written)) : [];
  });
  const joints = makeJoints(source, entries, assigned.ids);
  const jointOf = new Map(joints.map(({ row, joint }) => [row, joint.id]));
  const resolver = referenceResolver(assigned.idOf);
  const dependencies = entries.map((ofRow, row) => {
    const id = assigned.ids[row] ?? '';
    return ofRow.flatMap((entry): PlanDependency[] => {
      const { text } = entry;
      const span = source.spanAt(entry.start, entry.end);
      const joint = jointOf.get(row);
      if (entry.kind === 'all-above') return joint === undefined ? [] : [{ on: joint, origin: 'explicit', span }];
      const found = entry.references.flatMap((reference) => resolver.resolve(reference, { id, text, span }));
      return [...new Set(found)].map((on) => ({ on, origin: 'explicit', span }));
    });
  });
  const explicit = entries.some((ofRow) => ofRow.length > 0);
  return { dependencies, joints: joints.map(({ joint }) => joint), explicit, diagnostics: resolver.diagnostics() };
}

/** A joint for each row that waits for all above: the joint before it, and the rows since then. */
function makeJoints(
  source: SourceText,
  entries: readonly (readonly DependencyEntry[])[],
  ids: readonly string[],
): { readonly row: number; readonly joint: PlanGroup }[] {
  const waiting = entries.flatMap((ofRow, row) => {
    const entry = ofRow.find(({ kind }) => kind === 'all-above');
    return entry && row > 0 ? [{ row, entry }] : [];
  });
  const wanted = waiting.map(({ row }) => `before-${ids[row] ?? ''}`.slice(0, 64));
  const jointIds = uniqueIds([...ids, ...wanted]).ids.slice(ids.length);
  return waiting.map(({ row, entry }, index) => {
    const since = ids.slice(waiting[index - 1]?.row ?? 0, row);
    const joint: PlanGroup = {
      id: jointIds[index] ?? '',
      kind: 'phase',
      title: `everything above ${ids[row] ?? ''}`,
      span: source.spanAt(entry.start, entry.end),
      members: [...jointIds.slice(Math.max(index - 1, 0), index), ...since],
      dependencies: [],
    };
    return { row, joint };
  });
}
