import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { NxFile } from '../nx/nx-types.js';

/** The files as tasks have left them. */
export interface ListedNow {
  readonly listed: readonly NxFile[];
  /** Some of them are not as Nx has found them. */
  readonly isChanged: boolean;
}

/**
 * Nx lists files once, before tasks run; some tasks write files that are not ignored. What was written since counts by its content.
 *
 * *Complexity*: O(files); reads those that were written since. *Units*: `sinceMs` as `Date.now()`.
 */
export function listedNow(listed: readonly NxFile[], workspaceRoot: string, sinceMs: number): ListedNow {
  let isChanged = false;
  const now = listed.map((one) => {
    const found = statSync(join(workspaceRoot, one.file), { throwIfNoEntry: false });
    if (!found || found.mtimeMs <= sinceMs) return one;
    isChanged = true;
    return { file: one.file, hash: `written ${contentHash(join(workspaceRoot, one.file))}` };
  });
  return { listed: now, isChanged };
}

function contentHash(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return ''; // a folder, or gone again
  }
}
