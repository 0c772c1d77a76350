import { diagnostic, isOpen, type Diagnostic, type TaskStatus } from '@nx-crest/core';
import type { PlacedWord } from './read-fields.js';

/** Task files that refer to each other. Lists have one entry per task. */
export interface TaskReferences {
  readonly tasks: readonly { readonly status: TaskStatus }[];
  readonly ids: readonly string[];
  /** The indices of the tasks that a word may mean. */
  readonly find: (word: string) => readonly number[];
  /** Everything was read: a word that means nobody is a mistake, not a task of another file. */
  readonly whole: boolean;
  readonly diagnostics: Diagnostic[];
}

/**
 * The index of the task that a word of the task `from` means. *Returns* undefined without one, or with several
 * (CREST243): then nothing starts. CREST219 is told of open tasks only. *Complexity*: that of `find`.
 */
export function theOne(references: TaskReferences, from: number, { word, span }: PlacedWord): number | undefined {
  const { tasks, ids, find, whole, diagnostics } = references;
  const all = find(word);
  if (all.length === 1) return all[0];
  const id = ids[from] ?? '';
  if (all.length > 1) {
    const meant = all.map((index) => ids[index] ?? '');
    diagnostics.push(diagnostic('CREST243', { id, on: word, meant }, { span }));
  } else if (whole && isOpen(tasks[from]?.status ?? 'todo')) {
    diagnostics.push(diagnostic('CREST219', { id, on: word }, { span }));
  }
  return undefined;
}
