import {
  compareText,
  diagnostic,
  type Diagnostic,
  type FileMention,
  type OutsideDependency,
  type PlanDependency,
} from '@nx-crest/core';
import type { PlacedWord } from '../task-file/read-fields.js';
import { theOne, type TaskReferences } from '../task-file/the-one.js';
import { taskFinder } from './find-tasks.js';
import type { EpicFile } from './read-file.js';

/** What tasks say about each other. Lists have one entry per task. */
export interface EpicLinks {
  readonly dependencies: readonly (readonly PlanDependency[])[];
  /** What a task holds while it runs, so that another that it conflicts with does not. */
  readonly locks: readonly (readonly FileMention[])[];
  readonly outside: readonly OutsideDependency[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Linking extends TaskReferences {
  readonly tasks: readonly EpicFile[];
}

/** *Complexity*: linear in tasks and references. */
export function readLinks(tasks: readonly EpicFile[], ids: readonly string[], whole: boolean): EpicLinks {
  const linking: Linking = { tasks, ids, find: taskFinder(tasks), whole, diagnostics: [] };
  const outside: OutsideDependency[] = [];
  const dependencies = tasks.map((task, from) =>
    task.dependsOn.flatMap((word): readonly PlanDependency[] => {
      const on = theOne(linking, from, word);
      if (on !== undefined) return [{ on: ids[on] ?? '', origin: 'explicit', span: word.span }];
      outside.push({ id: ids[from] ?? '', on: word.word, span: word.span });
      return [];
    }),
  );
  const locks = tasks.map((): Map<string, FileMention> => new Map());
  tasks.forEach((task, from) => {
    for (const word of task.conflictsWith) addLock(linking, locks, { from, id: ids[from] ?? '', word });
  });
  return { dependencies, locks: locks.map((held) => [...held.values()]), outside, diagnostics: linking.diagnostics };
}

/**
 * A conflict is a lock of two tasks, named by both: `conflict:4+7` stands among the files of each. So they may run in
 * either order, never at once.
 */
function addLock(
  { ids, find, whole, diagnostics }: Linking,
  locks: readonly Map<string, FileMention>[],
  { from, id, word: { word, span } }: { readonly from: number; readonly id: string; readonly word: PlacedWord },
): void {
  const all = find(word);
  const other = all.length === 1 ? all[0] : undefined;
  if (other === from) return;
  if (other === undefined && whole) {
    diagnostics.push(diagnostic('CREST244', { id, with: word }, { span }));
    return;
  }
  const path = lockName(id, other === undefined ? word : (ids[other] ?? ''));
  for (const index of [from, ...(other === undefined ? [] : [other])]) {
    const held = locks[index];
    if (held && !held.has(path)) held.set(path, { path, span });
  }
}

function lockName(one: string, other: string): string {
  return `conflict:${[one, other].sort(compareText).join('+')}`;
}
