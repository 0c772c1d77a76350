import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { TaskStatus } from '@nx-crest/core';
import { decodeDocument, setStatus } from '@nx-crest/formats';
import { errorCode } from '../nx/error-code.js';
import { withLocks, type LockOptions } from './locks.js';
import { replaceFile } from './replace-file.js';
import { parseUnit } from './parse-unit.js';
import { readUnitFiles } from './unit-files.js';
import { realFile } from './workspace-path.js';

/** Which task of which document gets which status. */
export interface StatusWrite {
  /** From the workspace root. */
  readonly document: string;
  readonly tag?: string | undefined;
  readonly taskId: string;
  readonly status: TaskStatus;
  /** What it was when the change was decided; see `StatusChange`. */
  readonly from?: TaskStatus | undefined;
}

/** What came of it. Refused: the document cannot say it, or the disk refuses, and it was left as it is. */
export type StatusWritten =
  { readonly kind: 'changed' } | { readonly kind: 'unchanged' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * The one writer of a document's checkboxes and status fields. Under the document's lock it reads the document afresh,
 * changes the one status, and puts the result in its place in one step; so any number of processes may tick at the same
 * moment, and a crash leaves the document as it was. A link is followed as far as the workspace reaches.
 *
 * *Throws* where the lock cannot be had, or another program writes the document at the same moment.
 */
export async function writeStatus(asked: StatusWrite, options: LockOptions): Promise<StatusWritten> {
  const change = await inItsDocument(asked, options).catch((error: unknown) => refusalOf(error, asked.document));
  if ('kind' in change) return change;
  const refused = (error: unknown) => refusalOf(error, change.document);
  const file = await realFile(options.workspaceRoot, change.document).catch(refused);
  if (typeof file === 'object') return file;
  if (file === undefined) return { kind: 'refused', reason: `${change.document} lies outside the workspace` };
  // By its real path: two links to one document must not become two locks.
  const name = relative(await realpath(options.workspaceRoot), file);
  return withLocks([{ kind: 'document', name }], options, () => changeStatus(file, change).catch(refused));
}

/** The change in the document that holds the task: a plan may be made of the documents of a folder. */
async function inItsDocument(
  change: StatusWrite,
  { workspaceRoot }: LockOptions,
): Promise<(StatusWrite & { readonly format?: string }) | StatusWritten> {
  const file = await realFile(workspaceRoot, change.document);
  if (file === undefined || !(await stat(file)).isDirectory()) return change;
  const { plans } = parseUnit(await readUnitFiles(file, change.document));
  const plan = plans.find(({ tag }) => tag === change.tag);
  const entry = [...(plan?.tasks ?? []), ...(plan?.groups ?? [])].find(({ id }) => id === change.taskId);
  if (!plan || !entry) return { kind: 'refused', reason: `the plan has no task "${change.taskId}"` };
  return { ...change, document: entry.span.file, format: plan.format };
}

async function changeStatus(file: string, change: StatusWrite & { readonly format?: string }): Promise<StatusWritten> {
  const { document, tag, taskId, status, from, format } = change;
  const decoded = decodeDocument(document, await readFile(file));
  if (decoded.kind === 'unreadable') return { kind: 'refused', reason: 'the document is not readable text any more' };
  const edited = setStatus({ path: document, raw: decoded.raw }, { taskId, tag, status, from }, { format });
  if (edited.kind !== 'changed') return edited;
  const present = await stat(file);
  // The rename would not ask: it needs the folder's permission only. The mode speaks to root, too.
  if ((present.mode & 0o222) === 0) return { kind: 'refused', reason: `${document} is read-only` };
  await access(file, constants.W_OK);
  await replaceFile(file, edited.raw, present);
  if ((await readFile(file, 'utf8')) !== edited.raw) {
    throw new Error(`${document} does not hold what was just written: another program changes it at the same moment`);
  }
  return { kind: 'changed' };
}

/** *Throws* the error again where it does not tell that the disk refuses. */
function refusalOf(error: unknown, document: string): StatusWritten & { kind: 'refused' } {
  const code = errorCode(error) ?? '';
  if (['ENOENT', 'ENOTDIR'].includes(code)) return { kind: 'refused', reason: `${document} is not there any more` };
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(code)) throw error;
  return { kind: 'refused', reason: `${document} or its folder may not be written (${code})` };
}
