import { readFile, realpath, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { TaskStatus } from '@nx-crest/core';
import { decodeDocument, setStatus } from '@nx-crest/formats';
import { withLocks, type LockOptions } from './locks.js';
import { replaceFile } from './replace-file.js';
import { realFile } from './workspace-path.js';

/** Which task of which document gets which status. */
export interface StatusWrite {
  /** From the workspace root. */
  readonly document: string;
  readonly tag?: string | undefined;
  readonly taskId: string;
  readonly status: TaskStatus;
}

/** What came of it. Refused: the document cannot say it, and was left as it is. */
export type StatusWritten =
  { readonly kind: 'changed' } | { readonly kind: 'unchanged' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * The one writer of a document's checkboxes and status fields. Under the document's lock it reads the document afresh,
 * changes the one status, and puts the result in its place in one step; so any number of processes may tick at the same
 * moment, and a crash leaves the document as it was. A link is followed as far as the workspace reaches.
 *
 * *Throws* where the disk refuses.
 */
export async function writeStatus(change: StatusWrite, options: LockOptions): Promise<StatusWritten> {
  const file = await realFile(options.workspaceRoot, change.document);
  if (file === undefined) return { kind: 'refused', reason: `${change.document} lies outside the workspace` };
  // By its real path: two links to one document must not become two locks.
  const name = relative(await realpath(options.workspaceRoot), file);
  return withLocks([{ kind: 'document', name }], options, () => changeStatus(file, change));
}

async function changeStatus(file: string, { document, tag, taskId, status }: StatusWrite): Promise<StatusWritten> {
  const decoded = decodeDocument(document, await readFile(file));
  if (decoded.kind === 'unreadable') return { kind: 'refused', reason: 'the document is not readable text any more' };
  const edited = setStatus({ path: document, raw: decoded.raw }, { taskId, tag, status });
  if (edited.kind !== 'changed') return edited;
  const { mode } = await stat(file);
  await replaceFile(file, edited.raw, mode & 0o7777);
  if ((await readFile(file, 'utf8')) !== edited.raw) {
    throw new Error(`${document} does not hold what was just written: another program changes it at the same moment`);
  }
  return { kind: 'changed' };
}
