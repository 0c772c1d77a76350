import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { assignIds } from '../ids/assign-ids.js';
import type { Entry } from './read-entries.js';
import type { EntryTree } from './list-groups.js';

/** The ids of a list's entries, in the same order, and what written ids mean. */
export interface EntryIds {
  readonly ids: readonly string[];
  readonly idOf: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Ids as written; an entry without one gets the slug of its title behind the id of the entry around it
 * (`1.3-add-storage-costs`). Such an id depends on title, parent and occurrence, never on the line, so that editing
 * elsewhere does not change it.
 *
 * *Complexity*: O(n).
 */
export function entryIds(entries: readonly Entry[], tree: EntryTree): EntryIds {
  const claims = entries.map(({ written, title, span }, index) => {
    const above = entries[tree.parents[index] ?? -1]?.written;
    return { written, title: above === undefined ? title : `${above} ${title}`, span };
  });
  const { ids, idOf, diagnostics } = assignIds(claims);
  const changed = entries.flatMap(({ placeholder, span }, index) => {
    if (placeholder === undefined) return [];
    return [diagnostic('CREST213', { written: placeholder, id: ids[index] ?? '' }, { span })];
  });
  return { ids, idOf, diagnostics: [...diagnostics, ...changed] };
}
