import { compareDiagnostics, diagnostic, type Diagnostic, type Plan, type PlanDependency } from '@nx-crest/core';
import { entryLines } from '../checkbox/entry-details.js';
import { findFiles } from '../checkbox/find-files.js';
import { ancestorsOf } from '../checkbox/list-groups.js';
import { groupsOf, leavesOf, taskOf, type ListDocument } from '../checkbox/list-document.js';
import { statedDependencies } from '../list-plan/stated-dependencies.js';
import { entryDependencies } from '../order/entry-dependencies.js';
import { firstOfEach } from '../order/first-of-each.js';
import { freeIds } from '../order/free-id.js';
import { orderEdges, type Leaf } from '../order/order-edges.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { assignWaves, type AssignedWaves } from './assign-waves.js';
import { readKiroList } from './read-list.js';
import { readWaves } from './read-waves.js';
import { wavePlans } from './wave-plan.js';

const WAVE_POLICY =
  'each wave of the JSON block waits for the wave before it, or for what it names itself; a task in no wave waits for ' +
  'everything before it in the document, and the next wave waits for it; nothing waits for optional tasks';
const ORDER_POLICY =
  'document order: a task waits for those before it, unless it states its dependencies; nothing waits for optional tasks';

/** Reads a Kiro `tasks.md`. *Complexity*: O(n + dependencies). */
export function parseKiro(source: SourceText): ParsedDocument {
  const list = readKiroList(source);
  const written = readWaves(source, list.blocks);
  const assigned = assignWaves(list, written);
  const hasWaves = assigned.waveOf.size > 0;
  const groupId = freeIds(list.ids);
  const found = entryDependencies(list, groupId);
  const stated = statedDependencies(list, found);
  const plans = hasWaves ? wavePlans(list, written, found) : { waves: [], diagnostics: [] };
  const explicit = found.of();
  const explicitOf = (id: string): readonly PlanDependency[] => explicit.get(id) ?? [];

  const parents = groupsOf(list, explicitOf);
  const leaves = leavesOf(list).flatMap((index) =>
    leafOf(list, index, { assigned, stated: stated.stated, explicitOf }),
  );
  const order = orderEdges({ leaves, parents: [...parents, ...found.joints()], waves: plans.waves, groupId });
  const tasks = leavesOf(list).flatMap((index) => {
    const entry = list.entries[index];
    const id = list.ids[index] ?? '';
    const lines = entry ? entryLines(source, entry, list.blocks) : [];
    const mentions = lines.flatMap((line) => {
      const { start, end } = source.lineSpan(line);
      return findFiles(source, start.offset, end.offset);
    });
    const files = [...new Map(mentions.reverse().map((file) => [file.path, file])).values()].reverse();
    return taskOf(list, index, { dependencies: firstOfEach([...explicitOf(id), ...(order.of.get(id) ?? [])]), files });
  });
  const title = list.blocks.headings.find((heading) => heading.level === 1)?.text;
  const plan: Plan = {
    format: 'kiro',
    path: source.path,
    ...(title ? { title } : {}),
    tasks,
    groups: [...parents, ...order.groups, ...found.joints()],
    notTasks: list.notTasks,
    waves: hasWaves ? documentWaves(list, written.waves, assigned) : [],
    orderPolicy: hasWaves ? WAVE_POLICY : ORDER_POLICY,
  };
  const spans = new Map(leaves.map((leaf) => [leaf.id, leaf.span]));
  const moved = order.moved.map(({ id, on }): Diagnostic =>
    diagnostic('CREST211', { id, on }, { span: spans.get(id) }),
  );
  const others = [list, written, assigned, stated, plans].flatMap(({ diagnostics }) => diagnostics);
  return { plans: [plan], diagnostics: [...others, ...moved].sort(compareDiagnostics) };
}

interface LeafReading {
  readonly assigned: AssignedWaves;
  readonly stated: ReadonlySet<string>;
  readonly explicitOf: (id: string) => readonly PlanDependency[];
}

function leafOf(list: ListDocument, index: number, { assigned, stated, explicitOf }: LeafReading): readonly Leaf[] {
  const entry = list.entries[index];
  const id = list.ids[index] ?? '';
  if (!entry) return [];
  const above = ancestorsOf(list.tree, index).map((parent) => list.ids[parent] ?? '');
  return [
    {
      id,
      span: entry.span,
      optional: entry.optional,
      stated: stated.has(id),
      wave: assigned.waveOf.get(id),
      listedParent: assigned.listedParentOf.get(id),
      prerequisites: [id, ...above].flatMap((each) => explicitOf(each).map(({ on }) => on)),
    },
  ];
}

/** The waves as the document draws them, whatever dependencies make of them. */
function documentWaves(list: ListDocument, waves: ReturnType<typeof readWaves>['waves'], { waveOf }: AssignedWaves) {
  const taskIds = waves.map((): string[] => []);
  for (const id of list.ids) {
    const wave = waveOf.get(id);
    if (wave !== undefined) taskIds[wave]?.push(id);
  }
  return waves.map(({ title, span }, index) => ({ title, span, taskIds: taskIds[index] ?? [] }));
}
