import type { Diagnostic, Dispatcher } from '@nx-crest/core';
import type { NxProjectGraph } from '../nx-types.js';
import type { WorkspaceTask } from '../read-task-graph.js';

/** A task that Nx is about to run. */
export interface RunTask extends WorkspaceTask {
  /** False: Nx runs it alone. */
  readonly parallelism: boolean;
  /** What Nx will find in its local cache: `unknown` where its hash depends on the outputs of a task that has not run. */
  readonly cache: 'hit' | 'miss' | 'unknown';
}

/** Everything that Nx is about to run, before the first task starts. */
export interface PreparedRun {
  readonly nxVersion: string;
  readonly workspaceRoot: string;
  readonly projectGraph: NxProjectGraph;
  /** What nx.json holds, as Nx read it. */
  readonly nxJson: unknown;
  /** Sorted by id. */
  readonly tasks: readonly RunTask[];
  /** What `--parallel` and nx.json say. */
  readonly workers: number;
  /** Nx draws its terminal UI: nothing may be printed before it has ended. */
  readonly tui: boolean;
}

/** How to run it. */
export interface RunPlan {
  readonly workers: number;
  readonly dispatcher: Dispatcher;
}

/** How a task ended, in Nx's words. */
export type RunStatus =
  'success' | 'failure' | 'skipped' | 'stopped' | 'local-cache' | 'local-cache-kept-existing' | 'remote-cache';

/** Who is told what the runner does. Times are `Date.now()`. */
export interface RunnerHooks {
  /** Called once, before the first task. No plan, or an error: Nx's own order, and the error as a warning. */
  prepare(run: PreparedRun): Promise<RunPlan | undefined>;
  started(id: string, atMs: number): void;
  ended(id: string, status: RunStatus, startMs: number | undefined, endMs: number | undefined): void;
  /** The process ends; whatever happens here must be synchronous. Also called where nothing was run (`--graph`, an error). */
  exiting(exitCode: number): void;
  /** Something to tell the user, at any moment before `exiting` returns; at most one warning says that Nx's order is used. */
  warn(found: Diagnostic): void;
}
