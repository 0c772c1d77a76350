import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileLocks, type ReleaseLock, type TryLock } from '../nx/file-lock.js';
import { ensureStateSubfolder } from './state-folder.js';

/** Something that only one process may use at a time. A document and a file of the same path are two resources. */
export interface Resource {
  readonly kind: 'document' | 'file' | 'task';
  /** For people, and unique within its kind: a path, or a path and a task's id. */
  readonly name: string;
}

export interface LockOptions {
  readonly workspaceRoot: string;
  /** Told once, when a lock could not be had for `PATIENCE_MS`. */
  readonly onLongWait: (resource: Resource) => void;
  /** Ends the waiting; what is held already is given back. */
  readonly signal?: AbortSignal;
}

const FIRST_DELAY_MS = 10;
const LONGEST_DELAY_MS = 250;
const PATIENCE_MS = 10_000;

/**
 * Runs `work` while this process holds the locks of all resources.
 *
 * *Ties*: locks are taken in the order of their names, by every process, so that no two wait for each other.
 * *Throws* the signal's reason when the waiting was ended; whatever `work` throws.
 */
export async function withLocks<T>(
  resources: readonly Resource[],
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const folder = ensureStateSubfolder(options.workspaceRoot, 'locks');
  const byName = new Map(resources.map((resource) => [lockName(resource), resource]));
  const tryLock = fileLocks();
  const held: ReleaseLock[] = [];
  try {
    for (const name of [...byName.keys()].sort()) {
      const resource = byName.get(name);
      if (resource) held.push(await waitForLock(() => tryLock(join(folder, name)), resource, options));
    }
    return await work();
  } finally {
    for (const release of held.reverse()) await release();
  }
}

async function waitForLock(
  tryIt: () => ReturnType<TryLock>,
  resource: Resource,
  { onLongWait, signal }: LockOptions,
): Promise<ReleaseLock> {
  let waitedMs = 0;
  let told = false;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 1.5, LONGEST_DELAY_MS)) {
    signal?.throwIfAborted();
    const release = await tryIt();
    if (release) return release;
    if (waitedMs >= PATIENCE_MS && !told) {
      told = true;
      onLongWait(resource);
    }
    await sleep(delayMs, undefined, signal ? { signal } : {}).catch((error: unknown) => {
      signal?.throwIfAborted(); // its reason: the timer's own error does not say who ended the waiting
      throw error;
    });
    waitedMs += delayMs;
  }
}

/** Names of any length and script become file names; equal resources get equal names. */
function lockName({ kind, name }: Resource): string {
  return createHash('sha256').update(`${kind}\0${name}`).digest('hex');
}
