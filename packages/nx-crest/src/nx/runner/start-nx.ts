import type { Diagnostic } from '@nx-crest/core';
import type { RunnerHooks } from './runner-hooks.js';

/**
 * Runs the workspace's own Nx in this process, with our order and our gate.
 *
 * *Returns* only where Nx cannot be started, with the reason. Else the promise stays open for ever: the process is Nx's
 * from then on, which ends it with `process.exit`; `hooks.exiting` is called last.
 */
export function startNx(
  _workspaceRoot: string,
  _nxArgv: readonly string[],
  _hooks: RunnerHooks,
): Promise<readonly Diagnostic[]> {
  return new Promise(() => undefined);
}
