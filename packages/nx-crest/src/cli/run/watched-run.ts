import type { RunPlan, RunStatus } from '../../nx/runner/runner-hooks.js';
import type { RunArguments } from './run-arguments.js';

/** One `crest run`: what was asked for, and where. */
export interface RunSetup {
  readonly args: RunArguments;
  readonly workspaceRoot: string;
  readonly cwd: string;
}

/** How one task ended. *Units*: times as `Date.now()`. */
export interface EndedTask {
  readonly id: string;
  readonly status: RunStatus;
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
}

/** A run that was planned, while Nx executes it. */
export interface WatchedRun {
  readonly plan: RunPlan;
  started(id: string, atMs: number): void;
  ended(id: string): void;
  /** The process ends: records what was measured and reports. Synchronous. */
  finish(exitCode: number, ended: readonly EndedTask[]): void;
}
