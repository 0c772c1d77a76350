import { spawn } from 'node:child_process';

/** Knows whether somebody has begun to end the process tree that it lives in. */
export interface Sentinel {
  readonly pid: number | undefined;
  wasSignalled(): Promise<boolean>;
  dispose(): void;
}

/**
 * Nx 23 and 24 end a tree from its leaves: the command is told to stop, and only when it is gone, about 100 ms later,
 * are we. A command that tidies up and ends with 0 looks finished until then. So we keep a second leaf, an idle `cat`
 * beside the command: it is told at the same moment, and does not survive it.
 */
export function startSentinel(): Sentinel {
  const child = spawn('cat', [], { stdio: ['pipe', 'pipe', 'ignore'], shell: false });
  const ended = new Promise<boolean>((resolve) => {
    child.once('exit', (_code, signal) => {
      resolve(signal !== null);
    });
    child.once('error', () => {
      resolve(false); // no such program (Windows): nothing is known, as without a sentinel
    });
  });
  child.stdin.on('error', () => undefined); // it is gone; `ended` says so
  return {
    pid: child.pid,
    wasSignalled: () => {
      const answers = new Promise<boolean>((resolve) => {
        child.stdout.once('data', () => {
          resolve(false);
        });
      });
      child.stdin.write('.');
      return Promise.race([ended, answers]);
    },
    dispose: () => {
      child.stdin.end();
    },
  };
}
