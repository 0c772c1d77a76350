import {
  compareDiagnostics,
  diagnostic,
  type Diagnostic,
  type DocumentWave,
  type FileMention,
  type Plan,
  type PlanDependency,
  type PlanTask,
} from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import { findFiles } from '../checkbox/find-files.js';
import { groupsOf, leavesOf, taskOf, type ListDocument } from '../checkbox/list-document.js';
import { ancestorsOf } from '../checkbox/list-groups.js';
import { entryDependencies } from '../order/entry-dependencies.js';
import { firstOfEach } from '../order/first-of-each.js';
import { freeIds } from '../order/free-id.js';
import { readStatement } from '../order/read-statement.js';
import type { ParsedDocument } from '../plan-format.js';
import { labelledEstimate } from './labelled-estimate.js';
import { sectionOrder, type OrderedLeaf, type OrderEdges } from './section-order.js';
import type { Section } from './sections.js';
import { statedDependencies } from './stated-dependencies.js';
import type { TitleLookup } from './title-lookup.js';

/** Where a leaf stands in the order. */
export type LeafPlace = Pick<OrderedLeaf, 'section' | 'waits' | 'stepsOf'>;

/** What one list format decides about its plan. */
export interface ListPlanGrammar {
  readonly format: string;
  readonly orderPolicy: string;
  /** The sections that become groups, by the index that `placeOf` gives. */
  readonly sections: readonly (Section | undefined)[];
  /** `stated`: the leaf says itself what it waits for. */
  readonly placeOf: (index: number, stated: boolean) => LeafPlace;
  /** Where dependencies may be named by title. */
  readonly titleOf?: TitleLookup | undefined;
  readonly moreDiagnostics?: (dependenciesOf: (id: string) => readonly PlanDependency[]) => readonly Diagnostic[];
}

/**
 * Makes the plan of a list: parents are groups, sections are groups that wait for each other, leaves are tasks.
 *
 * *Complexity*: O(n + dependencies).
 */
export function listPlan(list: ListDocument, grammar: ListPlanGrammar): ParsedDocument {
  const groupId = freeIds(list.ids);
  const found = entryDependencies(list, groupId);
  const stated = statedDependencies(list, found, grammar.titleOf);
  const explicit = found.of();
  const explicitOf = (id: string): readonly PlanDependency[] => explicit.get(id) ?? [];
  const parents = groupsOf(list, explicitOf);
  const leaves = leavesOf(list);
  const ordered = leaves.flatMap((index) => leafOf(list, index, { stated: stated.stated, explicitOf, grammar }));
  const order = sectionOrder({
    leaves: ordered,
    parents: [...parents, ...found.joints()],
    sections: grammar.sections,
    groupId,
  });
  const diagnostics = [...list.diagnostics, ...stated.diagnostics, ...movedDiagnostics(order, ordered)];
  const tasks = leaves.flatMap((index) => leafTask(list, index, { explicitOf, order, diagnostics }));
  const title = list.blocks.headings.find((heading) => heading.level === 1)?.text;
  const plan: Plan = {
    format: grammar.format,
    path: list.source.path,
    ...(title ? { title } : {}),
    tasks,
    groups: [...parents, ...order.groups, ...found.joints()],
    notTasks: list.notTasks,
    waves: documentWaves(grammar.sections, ordered),
    orderPolicy: grammar.orderPolicy,
  };
  const more = grammar.moreDiagnostics?.(explicitOf) ?? [];
  return { plans: [plan], diagnostics: [...diagnostics, ...more].sort(compareDiagnostics) };
}

interface LeafReading {
  readonly stated: ReadonlySet<string>;
  readonly explicitOf: (id: string) => readonly PlanDependency[];
  readonly grammar: ListPlanGrammar;
}

/** *Complexity*: O(depth). */
function leafOf(list: ListDocument, index: number, reading: LeafReading): readonly OrderedLeaf[] {
  const entry = list.entries[index];
  const idAt = (at: number): string => list.ids[at] ?? '';
  if (!entry) return [];
  const above = ancestorsOf(list.tree, index);
  const around = above.find((at) => reading.stated.has(idAt(at)));
  const prerequisites = [index, ...above].flatMap((at) => reading.explicitOf(idAt(at)).map(({ on }) => on));
  const place = reading.grammar.placeOf(index, around !== undefined || reading.stated.has(idAt(index)));
  // A group that states its dependencies frees itself from the order around it, not its parts from each other.
  const steps = around !== undefined && place.waits !== 'all' ? { stepsOf: idAt(around) } : {};
  return [{ id: idAt(index), span: entry.span, optional: entry.optional, prerequisites, ...steps, ...place }];
}

interface TaskReading {
  readonly explicitOf: (id: string) => readonly PlanDependency[];
  readonly order: OrderEdges;
  /** What is found out about estimates goes here. */
  readonly diagnostics: Diagnostic[];
}

function leafTask(list: ListDocument, index: number, reading: TaskReading): readonly PlanTask[] {
  const entry = list.entries[index];
  const id = list.ids[index] ?? '';
  if (!entry) return [];
  const lines = entryLines(list.source, entry, list.blocks);
  const dependencies = firstOfEach([...reading.explicitOf(id), ...(reading.order.of.get(id) ?? [])]);
  const tasks = taskOf(list, index, { dependencies, files: filesOf(list, lines) });
  return tasks.map((task) => {
    const labelled = task.estimate ? undefined : labelledEstimate(list.source, lines.slice(1));
    if (labelled?.kind === 'unreadable') reading.diagnostics.push(labelled.diagnostic);
    return labelled?.kind === 'estimate' ? { ...task, estimate: labelled.estimate } : task;
  });
}

/** The files that a task's lines name; what a line about dependencies names belongs to other tasks. */
function filesOf({ source }: ListDocument, lines: readonly number[]): readonly FileMention[] {
  const files = new Map<string, FileMention>();
  for (const [index, line] of lines.entries()) {
    if (index > 0 && readStatement(source.lineText(line))) continue;
    const { start, end } = source.lineSpan(line);
    for (const file of findFiles(source, start.offset, end.offset))
      if (!files.has(file.path)) files.set(file.path, file);
  }
  return [...files.values()];
}

function movedDiagnostics(order: OrderEdges, leaves: readonly OrderedLeaf[]): readonly Diagnostic[] {
  const spans = new Map(leaves.map((leaf) => [leaf.id, leaf.span]));
  return order.moved.map(({ id, on }) => diagnostic('CREST211', { id, on }, { span: spans.get(id) }));
}

/** The waves as the document's headings draw them, whatever dependencies make of them. */
function documentWaves(
  sections: readonly (Section | undefined)[],
  leaves: readonly OrderedLeaf[],
): readonly DocumentWave[] {
  const taskIds = sections.map((): string[] => []);
  for (const { id, section } of leaves) taskIds[section]?.push(id);
  return sections.flatMap((section, index) =>
    section?.kind === 'wave' ? [{ title: section.title, span: section.span, taskIds: taskIds[index] ?? [] }] : [],
  );
}
