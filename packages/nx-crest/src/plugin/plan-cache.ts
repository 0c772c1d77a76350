import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ownVersion } from '../specs/memory/own-version.js';
import type { UnitBytes } from '../run/unit-files.js';
import { readStored, writeStored } from '../specs/memory/stored-json.js';
import type { PlannedDocument } from './planned-document.js';

/** Results of earlier readings. Whatever is wrong with it, it only forgets: the answer is computed again. */
export interface PlanCache {
  get(key: string): PlannedDocument | undefined;
  set(key: string, value: PlannedDocument): void;
  /** Keeps what this graph used and drops the rest. *Returns* whether anything changed; only then it writes. */
  save(): boolean;
}

/** Everything that a reading depends on: our version, the options that change it, the paths and the bytes. */
export function planKey(options: unknown, { path, isFolder, documents }: UnitBytes): string {
  const hash = createHash('sha256').update(JSON.stringify([ownVersion(), options, path, isFolder]));
  for (const { path: member, bytes } of documents) hash.update(JSON.stringify([member, bytes.length])).update(bytes);
  return hash.digest('hex');
}

/**
 * The cache in a folder: one file for each set of options, so that two registrations of the plugin do not overwrite
 * each other. Without a folder, a cache that forgets.
 */
export function openPlanCache(folder: string | undefined, options: unknown): PlanCache {
  const hash = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 16);
  const file = folder === undefined ? undefined : join(folder, `nx-crest-${hash}.json`);
  const before = readEntries(file);
  const used = new Map<string, PlannedDocument>();
  return {
    get: (key) => {
      const value = before.get(key);
      if (value) used.set(key, value);
      return value;
    },
    set: (key, value) => void used.set(key, value),
    save: () => {
      const same = used.size === before.size && [...used.keys()].every((key) => before.has(key));
      if (!same) writeStored(file, Object.fromEntries(used));
      return !same;
    },
  };
}

function readEntries(file: string | undefined): ReadonlyMap<string, PlannedDocument> {
  const stored = readStored(file);
  return new Map(typeof stored === 'object' && stored !== null ? Object.entries(stored).filter(isEntry) : []);
}

/** The keys hold our version, so the shape below is our own; this guards against a file that somebody else wrote. */
function isEntry(entry: [string, unknown]): entry is [string, PlannedDocument] {
  const value = entry[1];
  return typeof value === 'object' && value !== null && 'plans' in value && Array.isArray(value.plans);
}
