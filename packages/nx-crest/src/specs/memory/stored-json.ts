import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ownVersion } from './own-version.js';

/** What a file of our own holds; `undefined` where there is none, where it is damaged, or where Nx is told to trust nothing that was computed before. */
export function readStored(file: string | undefined): unknown {
  if (file === undefined || process.env['NX_CACHE_PROJECT_GRAPH'] === 'false') return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // none yet, or damaged: both mean that nothing is known
  }
}

/** In one step: another Nx process may read at this moment. A disk that cannot be written is no error: it is computed again. */
export function writeStored(file: string | undefined, value: unknown): void {
  if (file === undefined) return;
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, JSON.stringify(value), { flag: 'wx' });
    renameSync(fresh, file);
  } catch {
    discard(fresh);
  }
}

/** Entries that this version of ours has kept; none where another one has, for their shape is its own. */
export function readEntries<T>(file: string | undefined): Record<string, T> {
  const stored = readStored(file);
  if (typeof stored !== 'object' || stored === null || !('version' in stored) || !('entries' in stored)) return {};
  return stored.version === ownVersion() ? (stored.entries as Record<string, T>) : {};
}

/** Keeps entries for the next process of this version. */
export function writeEntries(file: string | undefined, entries: object): void {
  writeStored(file, { version: ownVersion(), entries });
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where it could not be written, it cannot be removed either.
  }
}
