import type { FactsCache } from '@nx-crest/analyzer/test-specs';

/** What was found out about files, kept as long as the process; configurations share it. */
export function rememberedFacts(): FactsCache {
  const known = new Map<string, ReturnType<FactsCache['get']>>();
  return {
    get: (path, hash) => known.get(`${path}\0${hash}`),
    set: (path, hash, facts) => void known.set(`${path}\0${hash}`, facts),
  };
}
