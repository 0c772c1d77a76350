import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  diagnostic,
  formatHistory,
  mergeHistories,
  withoutFuture,
  type Diagnostic,
  type History,
} from '@nx-crest/core';
import { tryLockSync } from '../../nx/file-lock.js';
import { ensureStateFolder, ensureStateSubfolder } from '../state-folder.js';
import { DAMAGED_FILE, HISTORY_FILE, KEPT_ASIDE } from './history-file.js';
import { readHistory } from './read-history.js';

/** A history is written in a few milliseconds; who waits longer than this waits for something else. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 10;

/**
 * Adds to the workspace's history. Synchronous, for a process that is ending; two that end at the same moment wait for each
 * other, and nothing of either is lost. A crash leaves the old file or the new one. A damaged file is kept beside the new
 * one; one that a newer crest wrote, or that cannot be read, stays as it is. What was observed in the future, of the additions
 * or of the history, is left out.
 *
 * *Units*: `nowMs` as `Date.now()`.
 * *Returns* `CREST311` where it could not be done; it never throws.
 */
export function recordHistorySync(workspaceRoot: string, measured: History, nowMs = Date.now()): readonly Diagnostic[] {
  const additions = withoutFuture(measured, nowMs);
  if (additions.machines.size === 0) return [];
  try {
    const reason = underLock(workspaceRoot, () => addToFile(workspaceRoot, additions, nowMs));
    return reason === undefined ? [] : [diagnostic('CREST311', { reason })];
  } catch (error) {
    return [diagnostic('CREST311', { reason: error instanceof Error ? error.message : String(error) })];
  }
}

/** *Returns* why it was not done. */
function addToFile(workspaceRoot: string, additions: History, nowMs: number): string | undefined {
  ensureStateFolder(workspaceRoot);
  const file = join(workspaceRoot, HISTORY_FILE);
  const { history, diagnostics } = readHistory(workspaceRoot, nowMs);
  const [wrong] = diagnostics;
  if (wrong && !KEPT_ASIDE.has(wrong.code)) return wrong.message;
  if (wrong) renameSync(file, join(workspaceRoot, DAMAGED_FILE));
  // Only who holds the lock writes, so one name is enough, and a crash leaves no more than one such file behind.
  const fresh = `${file}.tmp`;
  // It may also be a link that came with the workspace: what that names is not ours to write.
  rmSync(fresh, { force: true });
  writeFileSync(fresh, formatHistory(mergeHistories(history, additions)), { flag: 'wx', mode: 0o600 });
  renameSync(fresh, file);
  return undefined;
}

function underLock(workspaceRoot: string, work: () => string | undefined): string | undefined {
  const path = join(ensureStateSubfolder(workspaceRoot, 'locks'), 'history');
  for (let waitedMs = 0; waitedMs <= PATIENCE_MS; waitedMs += PAUSE_MS) {
    const release = tryLockSync(path);
    if (!release) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
      continue;
    }
    try {
      return work();
    } finally {
      release();
    }
  }
  return `another process has held ${path} for ${PATIENCE_MS / 1000} s`;
}
