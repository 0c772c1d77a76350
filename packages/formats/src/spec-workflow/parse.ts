import { compareDiagnostics, diagnostic, type Diagnostic, type Plan, type PlanDependency } from '@nx-crest/core';
import { ancestorsOf, isGroup } from '../checkbox/list-groups.js';
import { groupsOf, leavesOf, taskOf } from '../checkbox/list-document.js';
import { documentEstimate } from '../duration/document-estimate.js';
import { readFieldLine } from '../markdown/field-line.js';
import { dataFlow } from '../order/data-flow.js';
import { entryDependencies } from '../order/entry-dependencies.js';
import { firstOfEach } from '../order/first-of-each.js';
import { freeIds } from '../order/free-id.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { headingWaves } from '../waves/heading-waves.js';
import { plainLines } from './detail-lines.js';
import { readSpecList, type SpecList } from './read-list.js';
import { sectionOrder } from './section-order.js';
import { statedDependencies } from './stated.js';
import { taskFiles } from './task-files.js';
import { taskOrder } from './task-order.js';

const ORDER_POLICY =
  'document order: a task waits for those before it, unless it states its dependencies; where the document says what a ' +
  'section waits for, its tasks wait for that and for each other; a task that names a file under _Leverage_ waits for ' +
  'the earlier task that changes it';
const WAVE_POLICY =
  'each "Wave" heading waits for the one before it, and its tasks not for each other, unless they state it; a task under ' +
  'no such heading waits for everything before it, and the next wave waits for it';

/** Reads a spec-workflow `tasks.md`. *Complexity*: O(n + dependencies). */
export function parseSpecWorkflow(source: SourceText): ParsedDocument {
  const list = readSpecList(source);
  const { ids, entries, tree } = list;
  const groupId = freeIds(ids);
  const found = entryDependencies(list, groupId);
  const stated = statedDependencies(list, found);
  const waves = headingWaves(list.blocks.headings);
  const places = leavesOf(list).map((index) => ({ id: ids[index] ?? '', line: entries[index]?.box.line ?? 0, index }));
  const hasWaves = places.some(({ line }) => waves.waveAt(line) !== undefined);
  const sections = hasWaves ? NO_SECTIONS : sectionOrder(list, places, found);
  const explicit = found.of();
  const explicitOf = (id: string): readonly PlanDependency[] => explicit.get(id) ?? [];
  const parents = groupsOf(list, explicitOf);
  const leaves = places.flatMap(({ id, line, index }) => {
    const entry = entries[index];
    const above = ancestorsOf(tree, index).map((parent) => ids[parent] ?? '');
    if (!entry) return [];
    return {
      id,
      span: entry.span,
      optional: entry.optional,
      stated: [id, ...above].some((each) => stated.ids.has(each)),
      wave: hasWaves ? waves.waveAt(line) : undefined,
      section: sections.waiting.get(id),
      prerequisites: [id, ...above].flatMap((each) => explicitOf(each).map(({ on }) => on)),
    };
  });
  const order = taskOrder({
    leaves,
    parents: [...parents, ...found.joints()],
    waves: hasWaves ? waves.plans : [],
    groupId,
  });
  const files = new Map(places.map(({ id, index }) => [id, filesOf(list, index)]));
  const flow = dataFlow(
    order.inOrder.map((id) => ({ id, makes: pathsOf(files.get(id)?.changed), reads: files.get(id)?.read ?? [] })),
  );
  const tasks = places.flatMap(({ id, index }) => {
    const dependencies = firstOfEach([...explicitOf(id), ...(flow.get(id) ?? []), ...(order.of.get(id) ?? [])]);
    return taskOf(list, index, { dependencies, files: files.get(id)?.changed ?? [] }).map((task) => ({
      ...task,
      ...estimateOf(list, index),
    }));
  });
  const title = list.blocks.headings.find((heading) => heading.level === 1)?.text;
  const plan: Plan = {
    format: 'spec-workflow',
    path: source.path,
    ...(title ? { title } : {}),
    tasks,
    groups: [...parents, ...order.groups, ...found.joints()],
    notTasks: list.notTasks,
    waves: hasWaves ? waves.documentWaves(leaves) : [],
    orderPolicy: hasWaves ? WAVE_POLICY : ORDER_POLICY,
  };
  const spans = new Map(leaves.map((leaf) => [leaf.id, leaf.span]));
  const moved = order.moved.map((move): Diagnostic => diagnostic('CREST211', move, { span: spans.get(move.id) }));
  const others = [list, stated, sections].flatMap(({ diagnostics }) => diagnostics);
  return { plans: [plan], diagnostics: [...others, ...unknownStatuses(list), ...moved].sort(compareDiagnostics) };
}

const NO_SECTIONS = { waiting: new Map<string, number>(), diagnostics: [] };

function filesOf(list: SpecList, index: number) {
  const entry = list.entries[index];
  return taskFiles(list.source, entry ? plainLines(list.source, entry, list.blocks) : []);
}

function pathsOf(files: readonly { readonly path: string }[] | undefined): readonly string[] {
  return (files ?? []).map(({ path }) => path);
}

const ESTIMATE_LABEL = /^(?:estimate|estimated (?:time|effort|duration)|duration|effort)$/;

/** `- Estimate: 4h`; values that are no duration are left to their readers. */
function estimateOf({ source, entries, blocks, tree }: SpecList, index: number) {
  const entry = entries[index];
  if (!entry || isGroup(tree, index)) return {};
  for (const line of plainLines(source, entry, blocks)) {
    const field = readFieldLine(source.lineText(line));
    if (!field || !ESTIMATE_LABEL.test(field.label)) continue;
    const start = (source.lineStarts[line - 1] ?? 0) + field.valueStart;
    const estimate = documentEstimate(source, { start, end: start + field.value.length });
    if (estimate) return { estimate };
  }
  return {};
}

function unknownStatuses({ headingOf }: SpecList): readonly Diagnostic[] {
  return [...headingOf.values()].flatMap(({ status }) => {
    if (!status || status.status !== undefined || status.value === '') return [];
    return [diagnostic('CREST215', { word: status.value }, { span: status.span })];
  });
}
