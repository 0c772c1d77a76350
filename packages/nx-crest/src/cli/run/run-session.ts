import type { Diagnostic } from '@nx-crest/core';
import type { PreparedRun, RunnerHooks, RunPlan } from '../../nx/runner/runner-hooks.js';
import type * as unwatched from './publish-unwatched-run.js';
import { tell } from './tell.js';
import type { EndedTask, RunSetup, WatchedRun } from './watched-run.js';
import { writeNow } from './write-now.js';

/**
 * What happens beside Nx during a run: a plan and a forecast before it, the history and a report after it. Nothing is planned
 * where Nx's cache answers alone, so that such a run takes as long as Nx does.
 */
export function runSession(setup: RunSetup): RunnerHooks {
  const ended: EndedTask[] = [];
  const unsaid: Diagnostic[] = [];
  let running: WatchedRun | undefined;
  let hasScreen = true;
  // Nx's terminal UI would be drawn over: what is found under it is said when it has ended.
  const say = (found: readonly Diagnostic[]) => {
    if (hasScreen) tell(found);
    else unsaid.push(...found);
  };
  return {
    prepare: async (run): Promise<RunPlan | undefined> => {
      hasScreen = !run.tui;
      if (isRestored(run) && setup.args.json === undefined) return undefined;
      const { watchRun } = await import('./watch-run.js');
      running = await watchRun(run, setup, say);
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
      say([found]);
    },
    exiting: (exitCode) => {
      hasScreen = true;
      tell(unsaid);
      try {
        if (running) running.finish(exitCode, ended);
        else if (setup.args.json !== undefined) publishUnwatched(setup, exitCode);
      } catch (error) {
        // The tasks have run: what they ended with stands, whatever went wrong with us.
        writeNow(
          2,
          `crest: internal error: ${error instanceof Error ? error.message : String(error)}\nPlease report it.\n`,
        );
      }
    },
  };
}

/** Loaded in a process that is ending, where `import()` would come back too late. */
function publishUnwatched(setup: RunSetup, exitCode: number): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const { publishUnwatchedRun } = require('./publish-unwatched-run.js') as typeof unwatched;
  publishUnwatchedRun(setup, exitCode);
}

/** Whether nothing is left to plan. */
function isRestored({ tasks }: PreparedRun): boolean {
  return tasks.every((task) => task.cache === 'hit' || task.noop);
}
