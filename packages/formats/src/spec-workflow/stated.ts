import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { locateReferences } from '../order/locate-references.js';
import { readStatement } from '../order/read-statement.js';
import { referenceResolver } from '../order/resolve-references.js';
import type { DependencyCollector } from '../order/step-edges.js';
import { plainLines } from './detail-lines.js';
import type { SpecList } from './read-list.js';

/** What tasks say of themselves. */
export interface Stated {
  /** Ids of tasks that say what they wait for, or that they wait for nothing. */
  readonly ids: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

const NUMBER = /(?<![\w.])\d+(?:\.\d+)+(?![\w.])/g;

/** Reads `_Depends: 1.2_`, `**Dependencies**: Task 8.1` in the lines of each task; they go to `found`. *Complexity*: O(n + dependencies). */
export function statedDependencies(list: SpecList, found: DependencyCollector): Stated {
  const { source, blocks, entries, ids, idOf } = list;
  const resolver = referenceResolver(idOf);
  const locate = locateReferences(source, resolver);
  const stated = new Set<string>();
  const unread: Diagnostic[] = [];
  entries.forEach((entry, index) => {
    const id = ids[index] ?? '';
    for (const line of plainLines(source, entry, blocks)) {
      const statement = readStatement(source.lineText(line));
      if (!statement) continue;
      const located = locate(line, statement.references, id);
      if (statement.isNothing || located.length > 0) stated.add(id);
      for (const { on, span } of located) found.add(id, on, span);
      const text = statement.rest.trim();
      if (namesTask(text, idOf)) unread.push(diagnostic('CREST217', { text }, { span: source.lineSpan(line) }));
    }
  });
  return { ids: stated, diagnostics: [...resolver.diagnostics(), ...unread] };
}

function namesTask(text: string, idOf: ReadonlyMap<string, string>): boolean {
  return /\btasks?[ \t]+\d/i.test(text) || (text.match(NUMBER) ?? []).some((id) => idOf.has(id));
}
