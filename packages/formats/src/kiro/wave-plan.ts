import { diagnostic, type Diagnostic, type PlanDependency, type SourceSpan } from '@nx-crest/core';
import { isGroup } from '../checkbox/list-groups.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { waveWaits } from './assign-waves.js';
import type { WrittenWaves } from './read-waves.js';

/** What one wave waits for. */
export interface WavePlan {
  readonly title: string;
  readonly span: SourceSpan;
  /** Indices of earlier waves. */
  readonly waitsForWaves: readonly number[];
  /** Ids of tasks or groups that the whole wave waits for. */
  readonly waitsForTasks: readonly string[];
  /** Set where the wave says for single tasks what they wait for: the leaves that it speaks about. */
  readonly perTask?: ReadonlySet<string>;
}

/** The waves of a document, and the dependencies of single tasks that they state. */
export interface WavePlans {
  readonly waves: readonly WavePlan[];
  readonly stated: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what waves wait for: the one before, unless the wave says otherwise. A list names tasks or waves; an object gives
 * single tasks their own dependencies, and those tasks then wait for nothing else. Unknown ids are CREST210.
 *
 * *Complexity*: O(waves² + ids) for waves with lists, else linear.
 */
export function wavePlans(list: ListDocument, written: WrittenWaves): WavePlans {
  const diagnostics: Diagnostic[] = [];
  const stated = new Map<string, PlanDependency[]>();
  const unknown = (id: string, span: SourceSpan): void => {
    diagnostics.push(diagnostic('CREST210', { id }, { span }));
  };
  const waves = written.waves.map(({ title, span, dependencies }, index): WavePlan => {
    const previous = { title, span, waitsForWaves: index > 0 ? [index - 1] : [], waitsForTasks: [] };
    if (dependencies.kind === 'previous') return previous;
    if (dependencies.kind === 'list') {
      const waits = waveWaits(written.waves, index, dependencies.ids, (id) => list.idOf.has(id));
      for (const entry of waits.unknown) unknown(entry.id, entry.span);
      const waitsForTasks = waits.tasks.flatMap(({ id }) => list.idOf.get(id) ?? []);
      return { title, span, waitsForWaves: waits.waves, waitsForTasks };
    }
    const perTask = new Set<string>();
    for (const { task, on } of dependencies.of) {
      const id = list.idOf.get(task.id);
      if (id === undefined) {
        unknown(task.id, task.span);
        continue;
      }
      for (const leaf of leavesBelow(list, id)) perTask.add(leaf);
      for (const entry of on) {
        const other = list.idOf.get(entry.id);
        if (other === undefined) unknown(entry.id, entry.span);
        else if (other !== id)
          stated.set(id, [...(stated.get(id) ?? []), { on: other, origin: 'explicit', span: entry.span }]);
      }
    }
    return { ...previous, perTask };
  });
  return { waves, stated, diagnostics };
}

/** The leaves of a group, or the leaf itself. *Complexity*: O(size of the group). */
function leavesBelow(list: ListDocument, id: string): readonly string[] {
  const leaves: string[] = [];
  const open = [list.ids.indexOf(id)];
  for (const index of open) {
    if (isGroup(list.tree, index)) open.push(...(list.tree.children[index] ?? []));
    else leaves.push(list.ids[index] ?? '');
  }
  return leaves;
}
