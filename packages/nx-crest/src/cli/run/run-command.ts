import type { Diagnostic } from '@nx-crest/core';
import { findWorkspaceRoot } from '../../nx/find-workspace-root.js';
import { startNx } from '../../nx/runner/start-nx.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { readRunArguments } from './run-arguments.js';
import { RUN_HELP } from './run-help.js';
import { runSession } from './run-session.js';
import { tell } from './tell.js';
import { writeNow } from './write-now.js';

/**
 * `crest run`: Nx in this process, in critical-path order. *Returns* only where Nx could not be started; else the process is
 * Nx's, which ends it.
 */
export async function runCommand(argv: readonly string[], cwd: string): Promise<ExitCode> {
  const { arguments: args, diagnostics } = readRunArguments(argv);
  if (args.help) {
    writeNow(1, RUN_HELP);
    return EXIT.done;
  }
  const workspaceRoot = findWorkspaceRoot(cwd);
  if (diagnostics.length > 0) return refuse(diagnostics);
  if (workspaceRoot === undefined) return refuse(await noWorkspace());
  setTimeout(loadPlanning, WAITING_AFTER_MS).unref();
  return refuse(await startNx(workspaceRoot, args.nxArgv, runSession({ args, workspaceRoot, cwd })));
}

/**
 * By then Nx has loaded itself, and waits for the project graph, which other processes make: what is loaded meanwhile costs no
 * time. *Units*: milliseconds from the start of Nx.
 */
const WAITING_AFTER_MS = 100;

/** Loads what a plan needs before it is asked for; where that fails, it fails again when it is. */
function loadPlanning(): void {
  import('./watch-run.js').catch(() => undefined);
}

function refuse(diagnostics: readonly Diagnostic[]): ExitCode {
  tell(diagnostics);
  return EXIT.badInput;
}

async function noWorkspace(): Promise<readonly Diagnostic[]> {
  const { diagnostic } = await import('@nx-crest/core');
  return [diagnostic('CREST402', { wanted: 'crest run' })];
}
