import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FactsCache, GraphSettings } from '@nx-crest/analyzer/test-specs';
import { ownVersion } from './own-version.js';
import { readStored, writeStored } from './stored-json.js';

type Facts = NonNullable<ReturnType<FactsCache['get']>>;
type ByPath = Record<string, readonly [hash: string, facts: Facts]>;

/** What was found out about files, for all configurations; what is read under other settings is kept apart. */
export interface RememberedFacts {
  readonly under: (settings: GraphSettings['compiler']) => FactsCache;
  /** Keeps it for the next process. */
  readonly save: () => void;
}

/** With a folder, what earlier processes found out is known, and what this one finds out will be. */
export function rememberedFacts(folder?: string): RememberedFacts {
  const file = folder === undefined ? undefined : join(folder, 'nx-crest-facts.json');
  const known = entriesIn(readStored(file));
  let isChanged = false;
  return {
    under: (settings) => {
      const name = createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
      const byPath = (known[name] ??= {});
      return {
        get: (path, hash) => {
          const entry = byPath[path];
          return entry?.[0] === hash ? entry[1] : undefined;
        },
        set: (path, hash, facts) => {
          byPath[path] = [hash, facts];
          isChanged = true;
        },
      };
    },
    save: () => {
      if (isChanged) writeStored(file, { version: ownVersion(), entries: known });
      isChanged = false;
    },
  };
}

function entriesIn(stored: unknown): Record<string, ByPath> {
  if (typeof stored !== 'object' || stored === null || !('entries' in stored)) return {};
  // The version says that the shape is our own.
  return 'version' in stored && stored.version === ownVersion() ? (stored.entries as Record<string, ByPath>) : {};
}
