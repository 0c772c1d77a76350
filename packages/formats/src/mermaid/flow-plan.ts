import { diagnostic } from '@nx-crest/core';
import type { Diagnostic, DocumentEstimate, PlanDependency, PlanGroup, PlanTask } from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds, type AssignedIds } from '../ids/assign-ids.js';
import { freeIds } from '../order/free-id.js';
import { keepAcyclic } from '../order/soft-edges.js';
import { collectDependencies } from '../order/step-edges.js';
import type { SourceText } from '../source/source-text.js';
import type { DiagramPlan } from './gantt-plan.js';
import { flowStatus } from './flow-status.js';
import { durationIn, titleOf } from './node-label.js';
import { readFlowcharts, type ChartNode, type Flowcharts } from './read-flowchart.js';
import type { Diagram } from './read-diagrams.js';

const ORDER_POLICY =
  'flowchart: an arrow from A to B lets B wait for A, a dotted one too where it closes no cycle; ' +
  'lines without a head, positions and subgraphs imply nothing';

/** The ids of the nodes, in the order of first mention. An id that an earlier chart has is changed without a word. */
export function flowIds({ nodes }: Flowcharts): AssignedIds {
  const seen = new Set<string>();
  return assignIds(
    [...nodes.values()].map(({ id, span }) => {
      const isRepeated = seen.has(id);
      seen.add(id);
      return { written: isRepeated ? undefined : id, title: id, span };
    }),
  );
}

/** Reads the flowcharts of a document as one plan. *Complexity*: linear in the text and the edges. */
export function flowPlan(source: SourceText, diagrams: readonly Diagram[]): DiagramPlan {
  const charts = readFlowcharts(source, diagrams);
  const { ids, diagnostics } = flowIds(charts);
  const nodes = [...charts.nodes.values()];
  const makeId = freeIds(ids);
  const idOf = new Map(nodes.map(({ key }, index) => [key, ids[index] ?? '']));
  const groupIds = charts.subgraphs.map(({ key, title }) => makeId(key?.slice(key.indexOf(' ') + 1) ?? title));
  charts.subgraphs.forEach(({ key }, index) => {
    if (key !== undefined && !idOf.has(key)) idOf.set(key, groupIds[index] ?? '');
  });
  const edges = readEdges(charts, { idOf, groupIds, makeId });
  const isJoint = nodes.map((node) => isPoint(node));
  const of = (id: string): PlanDependency[] => [...(edges.hard.get(id) ?? [])];
  const tasks = nodes.flatMap((node, index) => {
    if (isJoint[index] === true) return [];
    const id = ids[index] ?? '';
    return [readTask(source, node, { id, dependencies: of(id) })];
  });
  const points = nodes.flatMap((node, index): PlanGroup[] => {
    const id = ids[index] ?? '';
    if (isJoint[index] !== true) return [];
    return [{ id, kind: 'phase', title: titleOf(node), span: node.span, members: [], dependencies: of(id) }];
  });
  const groups = [
    ...subgraphGroups(charts, ids, groupIds).map((group) => ({ ...group, dependencies: of(group.id) })),
    ...points,
  ];
  const items = [
    ...tasks,
    ...groups.map((group) => (group.members.length > 0 ? group : { ...group, members: [] })),
    ...edges.joints,
  ];
  const { kept, dropped } = keepAcyclic(items, edges.soft);
  const withSoft = <T extends { readonly id: string; readonly dependencies: readonly PlanDependency[] }>(
    item: T,
  ): T => ({
    ...item,
    dependencies: [...item.dependencies, ...newOnes(item.dependencies, kept.get(item.id) ?? [])],
  });
  return {
    title: undefined,
    tasks: tasks.map(withSoft),
    groups: [...groups.map(withSoft), ...edges.joints],
    notTasks: [],
    orderPolicy: ORDER_POLICY,
    diagnostics: [
      ...charts.diagnostics,
      ...diagnostics,
      ...dropped.map(({ id, on, span }): Diagnostic => diagnostic('CREST251', { id, on }, { span })),
    ],
  };
}

function newOnes(known: readonly PlanDependency[], more: readonly PlanDependency[]): readonly PlanDependency[] {
  const on = new Set(known.map((each) => each.on));
  return more.filter((each) => !on.has(each.on));
}

interface Names {
  readonly idOf: ReadonlyMap<string, string>;
  readonly groupIds: readonly string[];
  readonly makeId: (wanted: string) => string;
}

interface ReadEdges {
  readonly hard: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly soft: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly joints: readonly PlanGroup[];
}

/** A node and a subgraph around it never wait for each other: that arrow only says where the flow begins. */
function readEdges(charts: Flowcharts, { idOf, groupIds, makeId }: Names): ReadEdges {
  const placeOf = new Map<string, number>();
  for (const { key, subgraph } of charts.nodes.values()) placeOf.set(idOf.get(key) ?? '', subgraph ?? -1);
  charts.subgraphs.forEach(({ parent }, index) => placeOf.set(groupIds[index] ?? '', parent ?? -1));
  const indexOf = new Map(groupIds.map((id, index) => [id, index]));
  const holds = (group: string, id: string): boolean => {
    const index = indexOf.get(group);
    const place = placeOf.get(id) ?? -1;
    return index !== undefined && index <= place && place <= (charts.subgraphs[index]?.last ?? -1);
  };
  const isAllowed = (id: string, on: string): boolean => !holds(id, on) && !holds(on, id);
  const [hard, soft] = [collectDependencies(makeId, isAllowed), collectDependencies(makeId, isAllowed)];
  for (const { before, after, dotted, span } of charts.edges) {
    const named = (ends: typeof before) =>
      ends.map(({ key, span: place }) => ({ on: idOf.get(key) ?? '', span: place }));
    const step = { before: named(before), waiting: named(after).map(({ on }) => on) };
    (dotted ? soft : hard).addStep(step, span);
  }
  const softOf = [...soft.of()].map(([id, list]) => {
    return [id, list.map((edge): PlanDependency => ({ ...edge, origin: 'data-flow' }))] as const;
  });
  return { hard: hard.of(), soft: new Map(softOf), joints: [...hard.joints(), ...soft.joints()] };
}

function subgraphGroups(charts: Flowcharts, ids: readonly string[], groupIds: readonly string[]): PlanGroup[] {
  const members = charts.subgraphs.map((): { readonly at: number; readonly id: string }[] => []);
  [...charts.nodes.values()].forEach(({ subgraph, span }, index) => {
    members[subgraph ?? -1]?.push({ at: span.start.offset, id: ids[index] ?? '' });
  });
  charts.subgraphs.forEach(({ parent, span }, index) => {
    members[parent ?? -1]?.push({ at: span.start.offset, id: groupIds[index] ?? '' });
  });
  return charts.subgraphs.map(({ title, span }, index): PlanGroup => {
    const own = (members[index] ?? []).sort((a, b) => a.at - b.at).map(({ id }) => id);
    return { id: groupIds[index] ?? '', kind: 'group', title, span, members: own, dependencies: [] };
  });
}

/** A node that is called "Start" or "End" is a point where flows meet, and no work. */
function isPoint(node: ChartNode): boolean {
  return /^(?:start|begin|end|finish)$/i.test(titleOf(node));
}

function readTask(source: SourceText, node: ChartNode, facts: Pick<PlanTask, 'id' | 'dependencies'>): PlanTask {
  const estimate = estimateOf(source, node);
  return {
    ...facts,
    title: titleOf(node),
    status: flowStatus(node) ?? 'todo',
    span: node.span,
    optional: false,
    parallel: false,
    files: [],
    labels: node.style?.text === 'crit' || node.style?.text === 'critical' ? ['crit'] : [],
    ...(estimate ? { estimate } : {}),
    ...(node.details.length > 0 ? { details: node.details.join('\n') } : {}),
  };
}

function estimateOf(source: SourceText, node: ChartNode): DocumentEstimate | undefined {
  if (!node.label) return undefined;
  const place = durationIn(node);
  return (
    place && documentEstimate(source, { start: node.label.start + place.start, end: node.label.start + place.end })
  );
}
