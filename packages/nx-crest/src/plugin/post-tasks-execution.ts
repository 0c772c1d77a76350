import { join } from 'node:path';
import type { PostTasksExecution } from '../nx/devkit.js';
import { replaceFile } from '../run/replace-file.js';
import { ensureStateFolder } from '../run/state-folder.js';

/** When a target ran. *Units*: milliseconds since the first of them started. */
export interface MeasuredTask {
  /** `project:target`. */
  readonly id: string;
  readonly startMs: number;
  readonly finishMs: number;
  /** Nx's word: `success`, `failure` … */
  readonly status: string;
}

/** The content of `.crest/measured.json`: the times of the last run that executed planned tasks. */
export interface Measured {
  readonly version: 1;
  /** Sorted by start, then id. */
  readonly tasks: readonly MeasuredTask[];
}

/** What is read of a task's result; the same on Nx 22, 23 and 24. */
export interface RunResult {
  readonly task: {
    readonly target: { readonly project: string; readonly target: string };
    readonly projectRoot?: string;
    /** Wall clock in ms; absent where the task did not start. */
    readonly startTime?: number;
    readonly endTime?: number;
  };
  readonly status: string;
  readonly terminalOutput?: string;
}

/** Keeps the times of a run that executed planned tasks, for the comparison of planned and measured. */
export const postTasksExecution: PostTasksExecution = async (_options, { workspaceRoot, taskResults }) => {
  const measured = measure(Object.values(taskResults));
  if (measured.tasks.length === 0) return; // an earlier measurement stays
  const file = join(ensureStateFolder(workspaceRoot), 'measured.json');
  await replaceFile(file, JSON.stringify(measured, null, 2) + '\n', { mode: 0o600 });
};

/**
 * The times of the planned tasks that were executed. Groups and finished tasks are no-ops of the same projects; a result
 * does not name its executor, but ours always says something, and a no-op never does.
 *
 * *Ties*: by start, then id.
 */
export function measure(results: readonly RunResult[]): Measured {
  const timed = results.flatMap(({ task, status, terminalOutput }) => {
    const { startTime, endTime, projectRoot = '' } = task;
    if (startTime === undefined || endTime === undefined) return [];
    if (!SPEC_ROOT.test(projectRoot) || !terminalOutput) return [];
    return [{ id: `${task.target.project}:${task.target.target}`, startTime, endTime, status }];
  });
  const first = timed.reduce((earliest, { startTime }) => Math.min(earliest, startTime), Infinity);
  const tasks = timed
    .map(({ id, startTime, endTime, status }): MeasuredTask => ({
      id,
      startMs: startTime - first,
      finishMs: endTime - first,
      status,
    }))
    .sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
  return { version: 1, tasks };
}

/** See `projectRoot`; test specs, which are tasks too, are no plan (`companionRoot`). */
const SPEC_ROOT = /(?:^|\/)\.crest\/(?!specs$)/;
