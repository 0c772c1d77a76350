import { entryLines } from '../checkbox/entry-details.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { readIdList } from '../order/id-list.js';
import { LIST_NOTATION } from '../order/id-notation.js';
import type { LocateReferences } from '../order/locate-references.js';
import type { DependencyCollector } from '../order/step-edges.js';
import type { NamedPhases } from './named-phases.js';

const LABEL = /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}blocks[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*/i;

/** Where the dependencies of one document come from and go to. */
export interface BlockedReading {
  readonly locate: LocateReferences;
  readonly phases: NamedPhases;
  readonly found: DependencyCollector;
}

/**
 * Reads `**Blocks:** Task 10.1, 10.3` and `Blocks: All other tasks` in the lines of each entry: what is blocked waits for
 * the entry. Ids that nobody has are passed over, for what they name is no task of this document.
 *
 * *Complexity*: O(n + dependencies).
 */
export function addBlocked(
  { source, blocks, entries, ids, idOf }: ListDocument,
  { locate, phases, found }: BlockedReading,
): void {
  const known = new Set(idOf.values());
  let hasBlockedAll = false; // a second such line would make the edges quadratic
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of entryLines(source, entry, blocks)) {
      const text = source.lineText(line);
      const label = LABEL.exec(text)?.[0];
      if (label === undefined) continue;
      const span = source.lineSpan(line);
      const all = hasBlockedAll ? undefined : phases.blockedBy(text.slice(label.length), index);
      hasBlockedAll ||= all !== undefined;
      const named = locate(line, readIdList(text, LIST_NOTATION, label.length).references, id);
      const waiting = all ?? named.map(({ on }) => on).filter((on) => known.has(on));
      for (const each of waiting) if (each !== id) found.add(each, id, span);
    }
  });
}
