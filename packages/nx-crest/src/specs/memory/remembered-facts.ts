import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FactsCache, GraphSettings } from '@nx-crest/analyzer/test-specs';
import { readEntries, writeEntries } from './stored-json.js';

type Facts = NonNullable<ReturnType<FactsCache['get']>>;
type ByPath = Record<string, readonly [hash: string, facts: Facts]>;

/** What was found out about files, for all configurations; what is read under other settings is kept apart. */
export interface RememberedFacts {
  readonly under: (settings: GraphSettings['compiler']) => FactsCache;
  /** Keeps it for the next process. */
  readonly save: () => void;
}

/** With a folder, what earlier processes found out is known, and what this one finds out will be. */
export function rememberedFacts(folder?: string, workspaceRoot = ''): RememberedFacts {
  const startedMs = Date.now();
  const found = new Map<string, () => void>();
  const file = folder === undefined ? undefined : join(folder, 'nx-crest-facts.json');
  const known = readEntries<ByPath>(file);
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
          found.set(`${name}\0${path}`, () => Reflect.deleteProperty(byPath, path));
        },
      };
    },
    save: () => {
      if (found.size === 0) return;
      // Of what was written while it was looked at, it is not known which text the hash is of.
      for (const [id, forget] of found)
        if (isWrittenAfter(id.slice(id.indexOf('\0') + 1), workspaceRoot, startedMs)) forget();
      found.clear();
      writeEntries(file, known);
    },
  };
}

/** Clocks of file systems are coarse. */
const COARSE_MS = 2_000;

function isWrittenAfter(path: string, workspaceRoot: string, startedMs: number): boolean {
  const found = statSync(join(workspaceRoot, path), { throwIfNoEntry: false });
  return found === undefined || found.mtimeMs > startedMs - COARSE_MS;
}
