import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
  return native ? (path) => Promise.resolve(tryNativeLock(native, path)) : tryLockByFile;
}

interface NativeLock {
  readonly locked: boolean;
  check(): boolean;
  lock(): void;
  unlock(): void;
}

type NativeLockClass = new (path: string) => NativeLock;

/**
 * Nx 22 and 23 can only ask whether a lock is held, or wait for it with the whole process asleep. So asking and taking
 * happen behind a gate: a second lock that nobody holds for longer than that.
 */
function tryNativeLock(FileLock: NativeLockClass, path: string): ReleaseLock | undefined {
  const gate = new FileLock(join(dirname(path), 'gate'));
  gate.lock();
  try {
    const lock = new FileLock(path);
    if (lock.check()) return undefined;
    lock.lock();
    return () => {
      lock.unlock();
      return Promise.resolve();
    };
  } finally {
    gate.unlock();
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
    return await lock(path, { realpath: false, lockfilePath: `${path}.held`, stale: 10_000, retries: 0 });
  } catch (error) {
    if (errorCode(error) === 'ELOCKED') return undefined;
    throw error;
  }
}
