import { compareDiagnostics, diagnostic, type Diagnostic, type PlanDependency } from '@nx-crest/core';
import { findFiles } from '../checkbox/find-files.js';
import { ancestorsOf } from '../checkbox/list-groups.js';
import { groupsOf, leavesOf, taskOf, type ListDocument } from '../checkbox/list-document.js';
import { firstOfEach } from '../order/first-of-each.js';
import { freeIds } from '../order/free-id.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { explicitDependencies } from './explicit-dependencies.js';
import type { PlacedTask } from './fill-phases.js';
import { orderEdges } from './order-edges.js';
import { readSpecKitList } from './read-list.js';
import { phaseStatements } from './phase-dependencies.js';
import { placeLines, readPhases, withStoryLabels, type Place } from './read-phases.js';

const ORDER_POLICY =
  'phases wait for the phase before (user stories for the phases before the stories, not for each other); within a ' +
  'phase a task waits for those before it, a [P] task for no neighbour; leading tests come before the implementation; ' +
  'dropped tasks are passed over; optional ones wait, and nothing waits for them';

/** Reads a spec-kit `tasks.md`. *Complexity*: O(n + dependencies). */
export function parseSpecKit(source: SourceText): ParsedDocument {
  const list = readSpecKitList(source);
  const { entries, ids, idOf, notTasks, blocks } = list;
  const leaves = leavesOf(list);
  const groupId = freeIds(ids);
  const explicit = explicitDependencies({ source, blocks, entries, ids, idOf, jointId: groupId });
  const lines = leaves.map((index) => entries[index]?.box.line ?? 0);
  const titled = readPhases(blocks.headings, lines);
  const places = placeLines(blocks.headings, titled, lines);
  const phases = withStoryLabels(
    titled,
    places,
    leaves.map((index) => entries[index]?.labels ?? []),
  );
  const placed = leaves.flatMap((index, i) =>
    placedTask(list, { index, before: leaves[i - 1] }, places[i], explicit.of),
  );
  const explicitOf = (id: string): readonly PlanDependency[] => explicit.of.get(id) ?? [];
  const stepGroups = groupsOf(list, explicitOf);
  const statements = phaseStatements(source, explicit.proseLines, phases);
  const order = orderEdges({ tasks: placed, groups: [...stepGroups, ...explicit.joints] }, phases, {
    groupId,
    statements,
  });

  const tasks = leaves.flatMap((index) => {
    const { box } = entries[index] ?? {};
    const id = ids[index] ?? '';
    const dependencies = firstOfEach([...explicitOf(id), ...(order.of.get(id) ?? [])]);
    const files = box ? findFiles(source, box.textStart, box.textStart + box.text.length) : [];
    return taskOf(list, index, { dependencies, files });
  });
  const title = blocks.headings.find((heading) => heading.level === 1)?.text.replace(/^Tasks:\s*/i, '');
  const plan = {
    format: 'spec-kit',
    path: source.path,
    ...(title ? { title } : {}),
    tasks,
    groups: [...stepGroups, ...order.groups, ...explicit.joints],
    notTasks,
    waves: [],
    orderPolicy: ORDER_POLICY,
  };
  const spans = new Map(placed.map((task) => [task.id, task.span]));
  const moved = order.moved.map(({ id, on }): Diagnostic =>
    diagnostic('CREST211', { id, on }, { span: spans.get(id) }),
  );
  return {
    plans: [plan],
    diagnostics: [...list.diagnostics, ...explicit.diagnostics, ...moved].sort(compareDiagnostics),
  };
}

function placedTask(
  list: ListDocument,
  at: { readonly index: number; readonly before: number | undefined },
  place: Place | undefined,
  explicit: ReadonlyMap<string, readonly PlanDependency[]>,
): readonly PlacedTask[] {
  const entry = list.entries[at.index];
  if (!entry || !place) return [];
  const idAt = (index: number): string => list.ids[index] ?? '';
  const above = ancestorsOf(list.tree, at.index);
  // Steps of a [P] group run beside the group's neighbours, but one after the other.
  const group = above.find((index) => list.entries[index]?.parallel === true);
  const { before } = at;
  const isStep = group !== undefined && before !== undefined && ancestorsOf(list.tree, before).includes(group);
  return [
    {
      id: idAt(at.index),
      span: entry.span,
      place,
      parallel: entry.parallel || group !== undefined,
      optional: entry.optional,
      dropped: entry.status === 'cancelled' || entry.status === 'deferred',
      stepAfter: isStep && !entry.parallel ? idAt(before) : undefined,
      prerequisites: [at.index, ...above].flatMap((index) => (explicit.get(idAt(index)) ?? []).map(({ on }) => on)),
    },
  ];
}
