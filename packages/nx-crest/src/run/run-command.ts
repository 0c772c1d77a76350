import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGroupAlive, LEADS_GROUP, signalGroup } from './process-group.js';
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
  /** Told when the command ended by itself, but processes that it had started did not, and were ended. */
  readonly onLeftOvers?: () => void;
}

/** A little less than the 5 s after which Nx kills the executor: whom that hits can no longer kill the command. */
export const KILL_GRACE_MS = 4_500;

/** For what a command leaves behind, between the polite and the other end; and once more for the latter to work. */
const LEFT_OVER_GRACE_MS = 500;

/**
 * Runs a program with its arguments, without a shell, its input and output our own. It leads a process group, so that
 * what it started ends with it: nothing goes on working on the task when this returns (on Windows it may). Exit code 0
 * counts only where nobody told the command to stop.
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
    const child = spawn(program, args, { cwd, env, stdio: 'inherit', shell: false, detached: LEADS_GROUP });
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      signalGroup(child, 'SIGTERM');
      timer = setTimeout(() => {
        signalGroup(child, 'SIGKILL');
      }, options.graceMs ?? KILL_GRACE_MS);
    };
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      settle();
      resolve({ kind: 'not-started', reason: error.message });
    });
    child.on('exit', (code, by) => {
      settle();
      const end: CommandEnd =
        by === null ? { kind: 'exited', code: code ?? 1 } : { kind: 'stopped', reason: `it was ended by ${by}` };
      void endLeftOvers(child, options).then(() => {
        resolve(end);
      });
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** What outlives the command in its process group would work on files that others may have by now. */
async function endLeftOvers(child: ChildProcess, { signal, onLeftOvers }: CommandOptions): Promise<void> {
  if (signal.aborted) {
    signalGroup(child, 'SIGKILL'); // it was told already
    return;
  }
  const group = child.pid;
  if (!LEADS_GROUP || group === undefined || !(await isGroupAlive(group))) return;
  signalGroup(child, 'SIGTERM');
  if (!(await groupEnds(group))) {
    signalGroup(child, 'SIGKILL');
    await groupEnds(group);
  }
  onLeftOvers?.();
}

/** *Returns* whether it did in time. */
async function groupEnds(group: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < LEFT_OVER_GRACE_MS; waitedMs += 10) {
    if (!(await isGroupAlive(group))) return true;
    await sleep(10);
  }
  return false;
}
