import type { TaskStatus } from '@nx-crest/core';
import { chooseFormat, type PlanDocument, type ReadOptions } from './choose-format.js';
import type { NoteChange, PlanFormat, StatusChange, StatusEdit } from './plan-format.js';
import { readSource } from './source/read-source.js';
import type { SourceText } from './source/source-text.js';

/** A document after a change. */
export type ChangedDocument =
  | { readonly kind: 'changed'; readonly raw: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Gives a task a status in its document, as it is now: changes of other tasks stay, so that any number of people and
 * programs may write at once; one of the same task that contradicts `change.from` is refused as a conflict. Only what
 * stands for the status changes; line ends, byte order mark and mojibake elsewhere stay byte for byte.
 *
 * *Complexity*: O(n).
 */
export function setStatus(document: PlanDocument, change: StatusChange, options: ReadOptions = {}): ChangedDocument {
  return edited(document, { options, change }, (format, source, present) => {
    // A word that means nothing is read as todo, and stays as it is.
    if (present === change.status) return { kind: 'unchanged' };
    if (present === undefined || !isConflict(present, change)) return format.editStatus(source, change);
    const reason = `it was "${change.from ?? ''}" when this began, and somebody has made it "${present}" since`;
    return { kind: 'refused', reason };
  });
}

/** Adds a line to what a document says of a task; nothing else changes. *Complexity*: O(n). */
export function addNote(document: PlanDocument, change: NoteChange, options: ReadOptions = {}): ChangedDocument {
  if (/[\r\n]/.test(change.text)) throw new RangeError('a note must be one line');
  return edited(document, { options, change }, (format, source) => {
    const refused = { kind: 'refused' as const, reason: `${format.title} has no place for notes` };
    return format.editNote?.(source, change) ?? refused;
  });
}

interface Asked {
  readonly options: ReadOptions;
  readonly change: StatusChange | NoteChange;
}

/** `present`: what the task is now; undefined for a group, and where there is no such task. */
type FindEdit = (format: PlanFormat, source: SourceText, present: TaskStatus | undefined) => StatusEdit;

function edited(document: PlanDocument, { options, change }: Asked, findEdit: FindEdit): ChangedDocument {
  const { source } = readSource(document.path, document.raw);
  const { format, diagnostics } = chooseFormat(source, options);
  if (!format) return { kind: 'refused', reason: diagnostics[0]?.message ?? 'unknown format' };
  const key = keyOf(change.tag, change.taskId);
  const expected = statuses(format, source);
  const present = expected.get(key);
  const result = findEdit(format, source, present);
  if (result.kind !== 'edit') return result;
  const { start, end, text } = result.edit;
  const raw = document.raw.slice(0, source.rawOffset(start)) + text + document.raw.slice(source.rawOffset(end));
  // A group's own box says nothing of the tasks.
  if ('status' in change && present !== undefined) expected.set(key, change.status);
  // A document may be so broken that one character more makes other tasks of it: better nothing than that.
  const after = statuses(format, readSource(document.path, raw).source);
  const isSame = after.size === expected.size && [...expected].every(([id, status]) => after.get(id) === status);
  return isSame
    ? { kind: 'changed', raw }
    : { kind: 'refused', reason: 'other tasks would be read otherwise after it' };
}

/** What each task of a document is; groups stand without. */
function statuses(format: PlanFormat, source: SourceText): Map<string, TaskStatus | undefined> {
  const { plans } = format.parse(source);
  return new Map(
    plans.flatMap(({ tag, tasks, groups }) => {
      const kept = groups.filter(({ kind }) => kind === 'group').map(({ id }) => [id, undefined] as const);
      const all = [...kept, ...tasks.map(({ id, status }) => [id, status] as const)];
      return all.map(([id, status]) => [keyOf(tag, id), status] as const);
    }),
  );
}

function keyOf(tag: string | undefined, id: string): string {
  return JSON.stringify([tag ?? null, id]);
}

/** Work that began, or ended in the same way, contradicts nothing. */
function isConflict(present: TaskStatus, { from, status }: StatusChange): boolean {
  return from !== undefined && present !== from && present !== status && present !== 'in-progress';
}
