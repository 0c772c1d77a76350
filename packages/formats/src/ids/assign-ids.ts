import { diagnostic, uniqueIds } from '@nx-crest/core';
import type { Diagnostic, SourceSpan } from '@nx-crest/core';
import { slug } from '../checkbox/slug.js';
import { toTaskId } from './to-task-id.js';

/** An id as the document has it. */
export interface WrittenId {
  /** Undefined where the document gives none: then the id is made from `title`, and repeats are no mistake. */
  readonly written: string | undefined;
  readonly title: string;
  /** Where the id stands, or what it belongs to. */
  readonly span: SourceSpan;
}

/** One id for each entry, in the same order. */
export interface AssignedIds {
  readonly ids: readonly string[];
  /** From an id as written to the id of the first entry that has it: what a dependency on it means. */
  readonly idOf: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives every entry of a plan an id that is unique and matches `TASK_ID_PATTERN`: a repeated id gets a number
 * (`uniqueIds`) and CREST101, so that both entries stay visible; a changed one CREST213.
 *
 * *Complexity*: linear.
 */
export function assignIds(entries: readonly WrittenId[]): AssignedIds {
  const wanted = entries.map(({ written, title }) => (written === undefined ? slug(title) : toTaskId(written)));
  const { ids, renamed } = uniqueIds(wanted);
  const diagnostics: Diagnostic[] = [];
  for (const { index, renamed: fresh, firstIndex } of renamed) {
    const [entry, first] = [entries[index], entries[firstIndex]];
    if (entry?.written === undefined || !first) continue;
    const related = [{ message: `"${entry.written}" is first used here`, span: first.span }];
    diagnostics.push(diagnostic('CREST101', { id: entry.written, renamed: fresh }, { span: entry.span, related }));
  }
  const idOf = new Map<string, string>();
  entries.forEach(({ written, span }, index) => {
    const id = ids[index];
    if (written === undefined || id === undefined || idOf.has(written)) return;
    idOf.set(written, id);
    if (wanted[index] !== written) diagnostics.push(diagnostic('CREST213', { written, id }, { span }));
  });
  return { ids, idOf, diagnostics };
}
