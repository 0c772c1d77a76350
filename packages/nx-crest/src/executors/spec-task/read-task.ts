import { diagnostic, isDropped, type Diagnostic, type PlanTask } from '@nx-crest/core';
import { errorsOf, readPlans, type ReadPlan, type ReadPlans } from '../../plugin/read-plans.js';
import type { WithoutOrigins } from '../../plugin/without-origins.js';
import { errorCode } from '../../nx/error-code.js';
import { lineReader, type LineReader } from '../../cli/print-diagnostics.js';
import { readUnitFiles } from '../../run/unit-files.js';
import { realFile, toWorkspacePath } from '../../run/workspace-path.js';
import type { SpecTaskOptions } from './spec-task-options.js';

/** The task as its document has it now, or why it cannot be executed. */
export type TaskNow =
  | { readonly kind: 'ready'; readonly task: PlanTask; readonly read: ReadPlan }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[]; readonly lineOf?: LineReader };

/** Reads the document afresh: between the graph and this moment people and other tasks may have changed it. */
export async function readTask(
  options: SpecTaskOptions,
  workspaceRoot: string,
  without: WithoutOrigins,
): Promise<TaskNow> {
  const path = toWorkspacePath(options.document);
  const file = path === undefined ? undefined : await findFile(workspaceRoot, path);
  if (path === undefined || file === undefined) return refused(diagnostic('CREST304', { path: options.document }));
  if (file === 'missing') return refused(diagnostic('CREST303', { path }));
  const read = readPlans(await readUnitFiles(file, path), without);
  const errors = errorsOf(read);
  if (errors.length > 0) return { kind: 'refused', diagnostics: errors, lineOf: lineReader(read.sources) };
  return findTask(options, read);
}

function findTask({ document, tag, task, unknown = [] }: SpecTaskOptions, { plans, sources }: ReadPlans): TaskNow {
  const plan = plans.find((one) => one.plan.tag === tag);
  const found = plan?.plan.tasks.find((one) => one.id === task);
  if (!plan || !found) return refused(diagnostic('CREST305', { id: task ?? '', path: document }));
  const reason = reasonAgainst(found, unknown);
  if (reason) return { kind: 'refused', diagnostics: [reason], lineOf: lineReader(sources) };
  return found.status === 'done' ? { kind: 'done' } : { kind: 'ready', task: found, read: plan };
}

function reasonAgainst(task: PlanTask, unknown: readonly string[]): Diagnostic | undefined {
  const { id, status } = task;
  if (isDropped(status)) return diagnostic('CREST306', { id, status }, task);
  if (status === 'done' || unknown.length === 0) return undefined;
  return diagnostic('CREST315', { id, on: unknown.join('", "') }, task);
}

/** `undefined` where a link leads out of the workspace. */
async function findFile(workspaceRoot: string, path: string): Promise<string | undefined> {
  try {
    return await realFile(workspaceRoot, path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    throw error;
  }
}

function refused(...diagnostics: readonly Diagnostic[]): TaskNow {
  return { kind: 'refused', diagnostics };
}
