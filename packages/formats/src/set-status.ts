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
  return edited(document, { options, change }, (format, source) => {
    const present = statusNow(format, source, change);
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

function edited(
  document: PlanDocument,
  { options, change }: Asked,
  edit: (format: PlanFormat, source: SourceText) => StatusEdit,
): ChangedDocument {
  const { source } = readSource(document.path, document.raw);
  const { format, diagnostics } = chooseFormat(source, options);
  if (!format) return { kind: 'refused', reason: diagnostics[0]?.message ?? 'unknown format' };
  const result = edit(format, source);
  if (result.kind !== 'edit') return result;
  const { start, end, text } = result.edit;
  const raw = document.raw.slice(0, source.rawOffset(start)) + text + document.raw.slice(source.rawOffset(end));
  // A document may be so broken that one character more makes other tasks of it: better nothing than that.
  const after = statuses(format, readSource(document.path, raw).source);
  const before = statuses(format, source);
  const key = JSON.stringify([change.tag ?? null, change.taskId]);
  // A group's own box says nothing of the tasks.
  if ('status' in change && before.get(key) !== undefined) before.set(key, change.status);
  const isSame = after.size === before.size && [...before].every(([id, status]) => after.get(id) === status);
  return isSame
    ? { kind: 'changed', raw }
    : { kind: 'refused', reason: 'other tasks would be read otherwise after it' };
}

/** What each task and group of a document is. */
function statuses(format: PlanFormat, source: SourceText): Map<string, TaskStatus | undefined> {
  const { plans } = format.parse(source);
  return new Map(
    plans.flatMap(({ tag, tasks, groups }) => {
      const kept = groups.filter(({ kind }) => kind === 'group').map(({ id }) => [id, undefined] as const);
      const all = [...kept, ...tasks.map(({ id, status }) => [id, status] as const)];
      return all.map(([id, status]) => [JSON.stringify([tag ?? null, id]), status] as const);
    }),
  );
}

function statusNow(format: PlanFormat, source: SourceText, { taskId, tag }: StatusChange): TaskStatus | undefined {
  const plan = format.parse(source).plans.find((one) => one.tag === tag);
  return plan?.tasks.find(({ id }) => id === taskId)?.status;
}

/** Work that began, or ended in the same way, contradicts nothing. */
function isConflict(present: TaskStatus, { from, status }: StatusChange): boolean {
  return from !== undefined && present !== from && present !== status && present !== 'in-progress';
}
