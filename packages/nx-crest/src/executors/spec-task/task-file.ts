import { randomBytes } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_ESTIMATE, dependenciesOf, type Estimate, type NamedDependency, type PlanTask } from '@nx-crest/core';
import type { ReadPlan } from '../../plugin/read-plans.js';
import { ensureStateSubfolder } from '../../run/state-folder.js';

/** What a command finds in the file that `CREST_TASK_FILE` names. A contract: fields are added, never changed. */
export interface TaskFile {
  readonly version: 1;
  /** The Nx project. */
  readonly project: string;
  /** From the workspace root, which is also the command's working folder. */
  readonly document: string;
  readonly tag?: string;
  readonly id: string;
  readonly title: string;
  /** What stands below the task's own line, as written. */
  readonly details?: string;
  /** Paths that the task names. */
  readonly files: readonly string[];
  readonly labels: readonly string[];
  readonly assignee?: string;
  readonly dependencies: readonly NamedDependency[];
  /** *Units*: milliseconds. */
  readonly estimate: Pick<Estimate, 'ms' | 'p90Ms' | 'source'>;
  /** Counts from 1. */
  readonly line: number;
}

/** A task as data. Text of a document reaches a command only so: never as an argument, never through a shell. */
export function taskFile(project: string, task: PlanTask, { plan, planned }: ReadPlan): TaskFile {
  const { tag } = plan;
  const index = planned.graph?.indexOf.get(task.id);
  const { ms, p90Ms, source } = planned.estimates.get(task.id) ?? DEFAULT_ESTIMATE;
  return {
    version: 1,
    project,
    document: plan.path,
    ...(tag === undefined ? {} : { tag }),
    id: task.id,
    title: task.title,
    ...(task.details === undefined ? {} : { details: task.details }),
    files: [...new Set(task.files.map((file) => file.path))],
    labels: task.labels,
    ...(task.assignee === undefined ? {} : { assignee: task.assignee }),
    dependencies: planned.graph && index !== undefined ? dependenciesOf(planned.graph, index) : [],
    estimate: { ms, p90Ms, source },
    line: task.span.start.line,
  };
}

/** Older task files belong to runs that were killed: no command is expected to run so long. *Units*: milliseconds. */
const LEFT_OVER_MS = 24 * 3_600_000;

/** Runs `work` while the task lies in a file that only its owner can read; the file is gone afterwards, and so are old ones. */
export async function withTaskFile<T>(
  workspaceRoot: string,
  content: TaskFile,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const folder = ensureStateSubfolder(workspaceRoot, 'tasks');
  await sweep(folder);
  const file = join(folder, `${content.id}-${randomBytes(6).toString('hex')}.json`);
  await writeFile(file, JSON.stringify(content, null, 2) + '\n', { flag: 'wx', mode: 0o600 });
  try {
    return await work(file);
  } finally {
    await rm(file, { force: true });
  }
}

/** Removes the files of runs that were killed. Another run may do the same at this moment: what cannot be removed stays. */
async function sweep(folder: string): Promise<void> {
  const oldest = Date.now() - LEFT_OVER_MS;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() && found.mtimeMs < oldest) await rm(file, { force: true }).catch(() => undefined);
  }
}
