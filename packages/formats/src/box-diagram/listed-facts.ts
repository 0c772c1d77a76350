import type { EdgeOrigin, SourceSpan, TaskStatus } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { taskFinder, type FindTasks, type WrittenReference } from './find-task.js';
import { plainId } from './read-label.js';
import { readAgentKinds, readPhases, type Phase, type PhaseItem, type PhaseSet } from './phase-lists.js';

/** An edge that a list implies, by key. */
export interface ListedEdge {
  readonly key: string;
  readonly on: string;
  readonly origin: EdgeOrigin;
  readonly span: SourceSpan;
}

/** What lists of phases say about tasks, by key. */
export interface ListedFacts {
  readonly statusOf: ReadonlyMap<string, TaskStatus>;
  readonly assigneeOf: ReadonlyMap<string, string>;
  readonly kindsOf: ReadonlyMap<string, ReadonlySet<string>>;
  readonly parallel: ReadonlySet<string>;
  readonly edges: readonly ListedEdge[];
  readonly phases: readonly { readonly title: string; readonly span: SourceSpan; readonly keys: readonly string[] }[];
  /** Tasks that no drawing has. */
  readonly added: ReadonlyMap<string, { readonly title: string; readonly span: SourceSpan }>;
}

/** Reads the lists beside the drawings. *Complexity*: linear. */
export function listedFacts(source: SourceText, drawn: readonly string[]): ListedFacts {
  const phases = readPhases(source);
  const added = addedTasks(phases, taskFinder(drawn));
  const find = taskFinder([...drawn, ...added.keys()]);
  const keysOf: KeysOf = (item) => item.references.flatMap(find);
  const statusOf = new Map<string, TaskStatus>();
  const assigneeOf = new Map<string, string>();
  for (const { sets, status } of phases) {
    for (const item of sets.flatMap(({ items }) => items)) {
      const said = item.done ? 'done' : status;
      for (const key of keysOf(item)) {
        if (said && !statusOf.has(key)) statusOf.set(key, said);
        if (item.assignee !== undefined && !assigneeOf.has(key)) assigneeOf.set(key, item.assignee);
      }
    }
  }
  return {
    statusOf,
    assigneeOf,
    kindsOf: kindsOf(source, find),
    parallel: new Set(phases.flatMap(({ sets }) => sets.flatMap((set) => parallelKeys(set, keysOf)))),
    edges: phases.flatMap((phase) => phaseEdges(phase, keysOf)),
    phases: phases.map(({ title, span, sets }) => {
      return { title, span, keys: [...new Set(sets.flatMap(({ items }) => items.flatMap(keysOf)))] };
    }),
    added,
  };
}

type KeysOf = (item: PhaseItem) => readonly string[];

function parallelKeys({ mode, items }: PhaseSet, keysOf: KeysOf): readonly string[] {
  const keys = items.flatMap(keysOf);
  return mode === 'parallel' && keys.length > 1 && !items.some(({ sequential }) => sequential) ? keys : [];
}

function kindsOf(source: SourceText, find: FindTasks): ListedFacts['kindsOf'] {
  const kinds = new Map<string, Set<string>>();
  for (const { references, kind } of readAgentKinds(source)) {
    for (const key of references.flatMap(find)) {
      const known = kinds.get(key);
      if (known) known.add(kind);
      else kinds.set(key, new Set([kind]));
    }
  }
  return kinds;
}

/** "Sequential": each waits for the one before; "then": the first waits for the whole set before. */
function phaseEdges({ sets }: Phase, keysOf: KeysOf): readonly ListedEdge[] {
  const edges: ListedEdge[] = [];
  let before: readonly string[] = [];
  for (const set of sets) {
    const chains = chainsOf(set, keysOf);
    for (const { keys, span } of chains) {
      keys.forEach((key, index) => {
        const on = keys[index - 1];
        if (on !== undefined) edges.push({ key, on, origin: 'order', span });
      });
    }
    const [first] = chains;
    const head = first?.keys[0];
    if (set.mode === 'then' && first && head !== undefined) {
      for (const on of before) edges.push({ key: head, on, origin: 'phase', span: first.span });
    }
    before = set.items.flatMap(keysOf);
  }
  return edges;
}

interface Chain {
  readonly keys: readonly string[];
  readonly span: SourceSpan;
}

function chainsOf({ mode, items }: PhaseSet, keysOf: KeysOf): readonly Chain[] {
  const [first] = items;
  if (mode !== 'parallel' && first) return [{ keys: items.flatMap(keysOf), span: first.span }];
  return items.filter((item) => item.sequential).map((item) => ({ keys: keysOf(item), span: item.span }));
}

function addedTasks(phases: readonly Phase[], find: FindTasks): ListedFacts['added'] {
  const added = new Map<string, { title: string; span: SourceSpan }>();
  const items = phases.flatMap(({ sets }) => sets.flatMap((set) => set.items));
  for (const item of items) {
    for (const written of item.references) {
      const key = keyOf(written);
      if (find(written).length > 0 || added.has(key)) continue;
      added.set(key, { title: item.references.length === 1 ? (item.title ?? key) : key, span: item.span });
    }
  }
  return added;
}

function keyOf({ text }: WrittenReference): string {
  return plainId(text);
}
