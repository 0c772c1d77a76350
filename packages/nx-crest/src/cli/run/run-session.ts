import type { PreparedRun, RunnerHooks, RunPlan } from '../../nx/runner/runner-hooks.js';
import { tell } from './tell.js';
import type { EndedTask, RunSetup, WatchedRun } from './watched-run.js';

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
