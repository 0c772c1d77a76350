import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Diagnostic } from '@nx-crest/core';
import { coreWhenNeeded } from '../core-when-needed.js';
import { nxVersion as readNxVersion } from '../installed-nx.js';
import { afterLoading } from './after-loading.js';
import { exitCodeOf } from './exit-code.js';
import { missingExport, type NxOrchestratorModule } from './nx-orchestrator.js';
import type { RunnerHooks } from './runner-hooks.js';
import { RunnerWarnings } from './runner-warnings.js';
import { takeOver, type TakenRun, type TakeOverSetup } from './take-over.js';

const ORCHESTRATOR = 'nx/src/tasks-runner/task-orchestrator';

/**
 * Runs the workspace's own Nx in this process, with our order and our gate.
 *
 * *Returns* only where Nx cannot be started, with the reason. Else the promise stays open for ever: the process is Nx's from
 * then on, which ends it with `process.exit`; `hooks.exiting` is called last.
 */
export async function startNx(
  workspaceRoot: string,
  nxArgv: readonly string[],
  hooks: RunnerHooks,
): Promise<readonly Diagnostic[]> {
  const requireThere = createRequire(join(workspaceRoot, 'package.json'));
  const nxVersion = readNxVersion(requireThere);
  if (nxVersion === undefined) return [coreWhenNeeded().diagnostic('CREST405', {})];
  const warnings = new RunnerWarnings((found) => {
    hooks.warn(found);
  });
  const takenRun = takeOverLater(requireThere, { nxVersion, workspaceRoot, hooks, warnings });
  process.on('exit', (code) => {
    process.exitCode = endOf(code, takenRun(), warnings);
    hooks.exiting(process.exitCode);
  });
  const bin = requireThere.resolve('nx/bin/nx.js');
  process.argv = [process.execPath, bin, ...nxArgv];
  requireThere(bin);
  return new Promise(() => undefined);
}

/** Takes over the run when Nx loads what runs tasks. *Returns* what is asked at the end: which run that was, if any. */
function takeOverLater(requireThere: NodeJS.Require, setup: TakeOverSetup): () => TakenRun | undefined {
  const { nxVersion, warnings } = setup;
  const lacks = (part: string): void => {
    warnings.stockOrder(`Nx ${nxVersion} has no ${part}`);
  };
  const file = resolved(requireThere, ORCHESTRATOR);
  let taken: TakenRun | undefined;
  let seen = file === undefined;
  if (file === undefined) lacks(ORCHESTRATOR);
  else {
    afterLoading(requireThere, file, (exports) => {
      seen = true;
      const missing = missingExport(exports);
      if (missing !== undefined) {
        lacks(missing);
        return;
      }
      const nx = exports as NxOrchestratorModule; // checked just before
      takeOver(nx, setup, (run) => {
        taken = run;
      });
    });
  }
  return () => {
    if (!seen && file !== undefined && requireThere.cache[file]) {
      warnings.stockOrder(`Nx ${nxVersion} was loaded in a way that is not known`);
    }
    return taken;
  };
}

/** What the process ends with. Nx that ends well without having run everything is an error. */
function endOf(code: number, taken: TakenRun | undefined, warnings: RunnerWarnings): number {
  const unended = taken?.unended() ?? [];
  const signal = taken?.signal();
  if (code === 0 && signal === undefined && unended.length > 0) warnings.neverRun(unended);
  return exitCodeOf({ code, signal, failed: taken?.gate.failed ?? false, unended: unended.length > 0 });
}

function resolved(requireThere: NodeJS.Require, module: string): string | undefined {
  try {
    return requireThere.resolve(module);
  } catch {
    return undefined;
  }
}
