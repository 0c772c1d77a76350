import type { Diagnostic, PlanDependency, PlanGroup, PlanTask } from '@nx-crest/core';
import { documentEstimate, type DurationPlace } from '../duration/document-estimate.js';
import { findDuration, type FoundDuration } from '../duration/find-duration.js';
import { readBlocks, type MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { entryDetails } from './entry-details.js';
import { entryIds } from './entry-ids.js';
import { entryTree, isGroup, type EntryTree } from './list-groups.js';
import { readEntries, type Entries, type Entry, type StatusCharacters } from './read-entries.js';

/** A list of checkboxes, read: entries with their ids and nesting. What list formats have in common. */
export interface ListDocument extends Entries {
  readonly source: SourceText;
  readonly blocks: MarkdownBlocks;
  readonly tree: EntryTree;
  /** One per entry. */
  readonly ids: readonly string[];
  /** From an id as written to the id in the plan. */
  readonly idOf: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where entries stand. */
export interface EntryPlace {
  readonly source: SourceText;
  readonly blocks: MarkdownBlocks;
}

/** What one list format decides. */
export interface ListGrammar {
  readonly statuses: StatusCharacters;
  /** What the format sees in an entry beyond its line's grammar: another title, id or status. One entry for each. */
  readonly refine?: (entries: readonly Entry[], place: EntryPlace) => readonly Entry[];
  /** The index of the entry that holds this one. */
  parentOf(entries: readonly Entry[]): (entry: Entry, index: number) => number | undefined;
}

/** *Complexity*: O(n). */
export function readList(source: SourceText, grammar: ListGrammar): ListDocument {
  const blocks = readBlocks(source);
  const { entries: read, notTasks } = readEntries(source, blocks, grammar.statuses);
  const entries = grammar.refine?.(read, { source, blocks }) ?? read;
  const tree = entryTree(entries, grammar.parentOf(entries));
  const { ids, idOf, diagnostics } = entryIds(entries, tree);
  return { source, blocks, entries, notTasks, tree, ids, idOf, diagnostics: [...blocks.diagnostics, ...diagnostics] };
}

/** The indices of the entries that are tasks, in document order. */
export function leavesOf(list: ListDocument): readonly number[] {
  return list.entries.flatMap((_, index) => (isGroup(list.tree, index) ? [] : [index]));
}

/** The plan's task for an entry. A duration in brackets at the end of the title becomes its estimate. */
export function taskOf(
  list: ListDocument,
  index: number,
  more: Pick<PlanTask, 'dependencies' | 'files'>,
): readonly PlanTask[] {
  const entry = list.entries[index];
  if (!entry) return [];
  const { source } = list;
  const details = entryDetails(source, entry);
  const found = findDuration(entry.title);
  const place = found && durationPlace(entry, found);
  const estimate = place && documentEstimate(source, place);
  return [
    {
      id: list.ids[index] ?? '',
      title: estimate ? found.title : entry.title,
      status: entry.status,
      span: entry.span,
      optional: entry.optional,
      parallel: entry.parallel,
      labels: entry.labels,
      ...more,
      ...(estimate ? { estimate } : {}),
      ...(details === undefined ? {} : { details }),
    },
  ];
}

/** Where a duration of the title stands; a format may have taken marks out of the title. */
function durationPlace({ box, title }: Entry, found: FoundDuration): DurationPlace | undefined {
  const titleStart = box.text.lastIndexOf(title);
  const start = titleStart < 0 ? box.text.lastIndexOf(found.text) : titleStart + found.start;
  return start < 0 ? undefined : { start: box.textStart + start, end: box.textStart + start + found.text.length };
}

/** The plan's groups for the entries that hold others. */
export function groupsOf(
  list: ListDocument,
  dependenciesOf: (id: string) => readonly PlanDependency[],
): readonly PlanGroup[] {
  return list.entries.flatMap(({ title, span, status }, index) => {
    if (!isGroup(list.tree, index)) return [];
    const id = list.ids[index] ?? '';
    const members = (list.tree.children[index] ?? []).map((child) => list.ids[child] ?? '');
    return [{ id, kind: 'group', title, span, members, dependencies: dependenciesOf(id), status }];
  });
}
