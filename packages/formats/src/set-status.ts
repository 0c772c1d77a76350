import { chooseFormat, type PlanDocument, type ReadOptions } from './choose-format.js';
import type { StatusChange } from './plan-format.js';
import { readSource } from './source/read-source.js';

/** A document after a change of status. */
export type ChangedDocument =
  | { readonly kind: 'changed'; readonly raw: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Gives a task a status in its document. Only what stands for the status changes; line ends, byte order mark and
 * mojibake elsewhere stay byte for byte.
 *
 * *Complexity*: O(n).
 */
export function setStatus(document: PlanDocument, change: StatusChange, options: ReadOptions = {}): ChangedDocument {
  const { source } = readSource(document.path, document.raw);
  const { format, diagnostics } = chooseFormat(source, options);
  if (!format) return { kind: 'refused', reason: diagnostics[0]?.message ?? 'unknown format' };
  const result = format.editStatus(source, change);
  if (result.kind !== 'edit') return result;
  const { start, end, text } = result.edit;
  const raw = document.raw.slice(0, source.rawOffset(start)) + text + document.raw.slice(source.rawOffset(end));
  return { kind: 'changed', raw };
}
