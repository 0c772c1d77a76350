import type { RunnerHooks, RunPlan, RunStatus, PreparedRun } from '../../nx/runner/runner-hooks.js';
import type { RunArguments } from './run-arguments.js';
import { tell } from './tell.js';
import type { WatchedRun } from './watch-run.js';

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

/**
 * What happens beside Nx during a run: a plan and a forecast before it, the history and a report after it. Planning is loaded
 * only where something will be executed, so that a run that Nx's cache answers alone starts as fast as Nx does.
 */
export function runSession(setup: RunSetup): RunnerHooks {
  const ended: EndedTask[] = [];
  let running: WatchedRun | undefined;
  return {
    prepare: async (run): Promise<RunPlan | undefined> => {
      if (isRestored(run) && setup.args.json === undefined) return undefined;
      const { watchRun } = await import('./watch-run.js');
      running = await watchRun(run, setup);
      return running.plan;
    },
    started: (id, atMs) => {
      running?.started(id, atMs);
    },
    ended: (id, status, startMs, endMs) => {
      ended.push({ id, status, startMs, endMs });
      running?.ended(id);
    },
    warn: (found) => {
      tell([found]);
    },
    exiting: (exitCode) => {
      running?.finish(exitCode, ended);
    },
  };
}

/** Whether nothing is left to plan. */
function isRestored({ tasks }: PreparedRun): boolean {
  return tasks.every((task) => task.cache === 'hit' || task.noop);
}
