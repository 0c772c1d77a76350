import { spawn, type ChildProcess } from 'node:child_process';
import { startSentinel } from './sentinel.js';

/** How a command ended. */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'stopped'; readonly reason: string }
  | { readonly kind: 'not-started'; readonly reason: string };

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the command: first politely, then not. */
  readonly signal: AbortSignal;
  /** Between the two; default `KILL_GRACE_MS`. */
  readonly graceMs?: number;
}

/** A little less than the 5 s after which Nx kills the executor: whom that hits can no longer kill the command. */
export const KILL_GRACE_MS = 4_500;

const posix = process.platform !== 'win32';

/**
 * Runs a program with its arguments, without a shell, its input and output our own. It leads a process group, so that
 * what it started ends with it. Exit code 0 counts only where nobody told the command to stop.
 */
export async function runCommand(command: readonly string[], options: CommandOptions): Promise<CommandEnd> {
  const sentinel = startSentinel();
  try {
    const end = await runToEnd(command, options);
    if (end.kind !== 'exited' || end.code !== 0) return end;
    const stopped = options.signal.aborted || (await sentinel.wasSignalled());
    return stopped ? { kind: 'stopped', reason: 'it was told to stop' } : end;
  } finally {
    sentinel.dispose();
  }
}

function runToEnd([program = '', ...args]: readonly string[], options: CommandOptions): Promise<CommandEnd> {
  const { cwd, env, signal } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: 'inherit', shell: false, detached: posix });
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      kill(child, 'SIGTERM');
      timer = setTimeout(() => {
        kill(child, 'SIGKILL');
      }, options.graceMs ?? KILL_GRACE_MS);
    };
    const end = (result: CommandEnd) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(result);
    };
    child.on('error', (error) => {
      if (child.pid === undefined) end({ kind: 'not-started', reason: error.message });
    });
    child.on('exit', (code, by) => {
      // Whatever the command left behind when it was told to stop.
      if (signal.aborted) kill(child, 'SIGKILL');
      end(by === null ? { kind: 'exited', code: code ?? 1 } : { kind: 'stopped', reason: `it was ended by ${by}` });
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function kill(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (posix) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It is gone already.
  }
}
