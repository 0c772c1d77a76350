import { lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as properLockfile from 'proper-lockfile';
import type { LockOptions } from 'proper-lockfile';
import { errorCode } from './error-code.js';

/** Gives the lock back. */
export type ReleaseLock = () => Promise<void>;

/** Takes the lock of a path if nobody holds it, else gives `undefined`; never waits for another holder. */
export type TryLock = (path: string) => Promise<ReleaseLock | undefined>;

/**
 * Locks between processes, as good as this machine has them: Nx's own (held by the operating system, free again at the
 * moment at which a holder dies), else those of `proper-lockfile` (a dead holder's lock is free after 10 s).
 * All processes of one workspace choose alike, since they use one Nx.
 */
export function fileLocks(): TryLock {
  const native = loadNativeLock();
  if (!native) return tryLockByFile;
  return (path) => {
    const unlock = tryNativeLock(native, path);
    const release = (): Promise<void> => {
      unlock?.();
      return Promise.resolve();
    };
    return Promise.resolve(unlock && release);
  };
}

interface NativeLock {
  readonly locked: boolean;
  check(): boolean;
  lock(): void;
  unlock(): void;
}

/**
 * The same lock for a process that is ending: what it gives back, it gives back before it returns.
 * `undefined` where somebody holds it.
 */
export function tryLockSync(path: string): (() => void) | undefined {
  const native = loadNativeLock();
  return native ? tryNativeLock(native, path) : tryLockByFileSync(path);
}

type NativeLockClass = new (path: string) => NativeLock;

/**
 * Nx 22 and 23 can only ask whether a lock is held, or wait for it with the whole process asleep. So asking and taking
 * happen behind a gate: a second lock that nobody holds for longer than that.
 */
function tryNativeLock(FileLock: NativeLockClass, path: string): (() => void) | undefined {
  const gatePath = join(dirname(path), 'gate');
  refuseForeign(gatePath);
  refuseForeign(path);
  const gate = new FileLock(gatePath);
  gate.lock();
  try {
    const lock = new FileLock(path);
    if (lock.check()) return undefined;
    lock.lock();
    return () => {
      lock.unlock();
    };
  } finally {
    gate.unlock();
  }
}

/** Nx opens a lock's file for writing, and makes it, also through a link: that would be the file that the link's author wanted. */
function refuseForeign(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    throw new Error(`${path} is not a file of its own; remove it, and run the command again`);
  }
}

function loadNativeLock(): NativeLockClass | undefined {
  try {
    // Not an import: a workspace whose Nx has no native part must still get locks.
    const native = createRequire(__filename)('nx/src/native') as { IS_WASM?: boolean; FileLock?: NativeLockClass };
    return native.IS_WASM ? undefined : native.FileLock;
  } catch {
    return undefined;
  }
}

/** The fallback; exported for its test. */
export async function tryLockByFile(path: string): Promise<ReleaseLock | undefined> {
  const { lock } = await import('proper-lockfile');
  try {
    return await lock(path, heldBeside(path));
  } catch (error) {
    if (errorCode(error) === 'ELOCKED') return undefined;
    throw error;
  }
}

/** The fallback of `tryLockSync`; exported for its test. */
export function tryLockByFileSync(path: string): (() => void) | undefined {
  // Loaded only where it is needed: mostly Nx has locks of its own.
  const { lockSync } = createRequire(__filename)('proper-lockfile') as typeof properLockfile;
  try {
    return lockSync(path, heldBeside(path));
  } catch (error) {
    if (errorCode(error) === 'ELOCKED') return undefined;
    throw error;
  }
}

function heldBeside(path: string): LockOptions {
  return { realpath: false, lockfilePath: `${path}.held`, stale: 10_000, retries: 0 };
}
