import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Diagnostic } from '@nx-crest/core';
import { coreWhenNeeded } from '../core-when-needed.js';
import { afterLoading } from './after-loading.js';
import { exitCodeOf } from './exit-code.js';
import { missingExport, property, type NxOrchestratorModule } from './nx-orchestrator.js';
import type { RunnerHooks } from './runner-hooks.js';
import { RunnerWarnings } from './runner-warnings.js';
import { takeOver, type TakenRun } from './take-over.js';

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
  const nxVersion = versionOf(requireThere);
  if (nxVersion === undefined) return [coreWhenNeeded().diagnostic('CREST405', {})];
  const warnings = new RunnerWarnings((found) => {
    hooks.warn(found);
  });
  let taken: TakenRun | undefined;
  const file = resolved(requireThere, ORCHESTRATOR);
  if (file === undefined) warnings.stockOrder(`Nx ${nxVersion} has no ${ORCHESTRATOR}`);
  else {
    afterLoading(requireThere, file, (exports) => {
      const missing = missingExport(exports);
      if (missing !== undefined) {
        warnings.stockOrder(`Nx ${nxVersion} has no ${missing}`);
        return;
      }
      const nx = exports as NxOrchestratorModule; // checked just before
      takeOver(nx, { nxVersion, workspaceRoot, hooks, warnings }, (run) => {
        taken = run;
      });
    });
  }
  process.on('exit', (code) => {
    process.exitCode = endOf(code, taken, warnings);
    hooks.exiting(process.exitCode);
  });
  const bin = requireThere.resolve('nx/bin/nx.js');
  process.argv = [process.execPath, bin, ...nxArgv];
  requireThere(bin);
  return new Promise(() => undefined);
}

/** What the process ends with. Nx that ends well without having run everything is an error. */
function endOf(code: number, taken: TakenRun | undefined, warnings: RunnerWarnings): number {
  const unended = taken?.unended() ?? [];
  const signal = taken?.signal();
  if (code === 0 && signal === undefined && unended.length > 0) warnings.neverRun(unended);
  return exitCodeOf({ code, signal, failed: taken?.gate.failed ?? false, unended: unended.length > 0 });
}

function versionOf(requireThere: NodeJS.Require): string | undefined {
  try {
    const version = property(requireThere('nx/package.json'), 'version');
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

function resolved(requireThere: NodeJS.Require, module: string): string | undefined {
  try {
    return requireThere.resolve(module);
  } catch {
    return undefined;
  }
}
