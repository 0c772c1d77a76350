import { compareDiagnostics, diagnostic } from '@nx-crest/core';
import type { Diagnostic, EdgeOrigin, Plan, PlanDependency, PlanGroup, PlanTask, SourceSpan } from '@nx-crest/core';
import { readBoxes } from '../checkbox/read-boxes.js';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds } from '../ids/assign-ids.js';
import { readBlocks } from '../markdown/read-blocks.js';
import { freeIds } from '../order/free-id.js';
import { keepAcyclic } from '../order/soft-edges.js';
import { collectDependencies, type DependencyCollector } from '../order/step-edges.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { readGuide, type GuideGroup, type GuideLine } from './read-guide.js';
import { readStreams, type Field, type Stream } from './read-streams.js';

const ORDER_POLICY =
  'everything runs side by side, but for arrows (T001 → T002), stated dependencies, and groups that are "sequential"; ' +
  'who does what, the order of groups and days imply nothing';

/** A task before it has edges. */
export interface GuideTask {
  readonly id: string;
  readonly written: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly stream: Stream | undefined;
}

/** The tasks of a document: headings that hand out work, then ids that lines assign. */
export function guideTasks(
  streams: readonly Stream[],
  lines: readonly GuideLine[],
): { readonly tasks: readonly GuideTask[]; readonly diagnostics: readonly Diagnostic[] } {
  const byId = assignedIds(lines, new Set(streams.map(({ id }) => id)));
  const claims = [
    ...streams.map((stream) => ({ written: stream.id, title: stream.title, span: stream.span, stream })),
    ...[...byId].map(([written, { title, span }]) => ({ written, title, span, stream: undefined })),
  ];
  const { ids, diagnostics } = assignIds(
    claims.map((claim) => ({ ...claim, span: claim.stream?.idSpan ?? claim.span })),
  );
  return { tasks: claims.map((claim, index) => ({ ...claim, id: ids[index] ?? '' })), diagnostics };
}

interface AssignedId {
  readonly title: string;
  readonly span: SourceSpan;
  readonly alone: boolean;
}

function isText(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

/** Ids that lines name, but those of headings. A line about one task says more than one about many. */
function assignedIds(lines: readonly GuideLine[], taken: ReadonlySet<string>): ReadonlyMap<string, AssignedId> {
  const found = new Map<string, AssignedId>();
  for (const { ids, text, span, direct } of lines) {
    const alone = ids.length === 1 && direct;
    for (const id of ids) {
      const known = found.get(id);
      if (taken.has(id) || (known && (known.alone || !alone))) continue;
      found.set(id, { title: [text, known?.title, id].find(isText) ?? id, span: known?.span ?? span, alone });
    }
  }
  return found;
}

/** Reads a guide to parallel work. *Complexity*: linear in the text and the ids that it stands for. */
export function parseParallelGuide(source: SourceText): ParsedDocument {
  const streams = readStreams(source);
  const lines = readGuide(source);
  const { tasks: found, diagnostics } = guideTasks(streams, lines);
  const idOf = new Map([...found].reverse().map(({ written, id }) => [written, id]));
  const makeId = freeIds(found.map(({ id }) => id));
  const [hard, soft] = [collectDependencies(makeId), collectDependencies(makeId)];
  const known = (id: string): string => idOf.get(id) ?? id;
  for (const { steps, span } of lines) {
    for (const { before, after } of steps) {
      hard.addStep({ before: before.map((id) => ({ on: known(id), span })), waiting: after.map(known) }, span);
    }
  }
  for (const { stream, id } of found) if (stream) streamEdges(source, { stream, id, idOf, hard, soft });
  const groups = guideGroups(lines, known, makeId);
  const assigned = assignees(lines);
  const free = new Set(lines.flatMap(({ group, ids }) => (/\bno dependenc/i.test(group?.title ?? '') ? ids : [])));
  const edges = hard.of();
  const issues: Diagnostic[] = [...diagnostics, ...assigned.diagnostics];
  const tasks = found.map((task) =>
    readTask(source, task, {
      dependencies: edges.get(task.id) ?? [],
      assignee: assigned.of.get(task.written),
      parallel: free.has(task.written),
      issues,
    }),
  );
  const softEdges = withOrigin(soft, 'data-flow');
  for (const [id, on, span] of groups.order) {
    if (edges.get(id)?.some((edge) => edge.on === on) !== true)
      softEdges.set(id, [...(softEdges.get(id) ?? []), { on, origin: 'order', span }]);
  }
  const { kept, dropped } = keepAcyclic([...tasks, ...hard.joints(), ...soft.joints()], softEdges);
  const title = readBlocks(source).headings.find(({ level }) => level === 1)?.text;
  const plan: Plan = {
    format: 'parallel-guide',
    path: source.path,
    ...(title === undefined ? {} : { title }),
    tasks: tasks.map((task) => ({ ...task, dependencies: [...task.dependencies, ...(kept.get(task.id) ?? [])] })),
    groups: [...groups.groups, ...hard.joints(), ...soft.joints()],
    notTasks: readBoxes(source, readBlocks(source)).map(({ line }) => ({
      span: source.lineSpan(line),
      reason: 'a check list',
    })),
    waves: [],
    orderPolicy: ORDER_POLICY,
  };
  issues.push(...dropped.map(({ id, on, span }) => diagnostic('CREST251', { id, on }, { span })));
  return { plans: [plan], diagnostics: issues.sort(compareDiagnostics) };
}

function withOrigin(found: DependencyCollector, origin: EdgeOrigin): Map<string, readonly PlanDependency[]> {
  return new Map([...found.of()].map(([id, edges]) => [id, edges.map((edge) => ({ ...edge, origin }))]));
}

/** "F1 (UI kit)" waits; "F1 (can start with placeholders)" is soft. Other words name things that are no task here. */
function streamEdges(
  source: SourceText,
  {
    stream,
    id,
    idOf,
    hard,
    soft,
  }: {
    readonly stream: Stream;
    readonly id: string;
    readonly idOf: ReadonlyMap<string, string>;
    readonly hard: DependencyCollector;
    readonly soft: DependencyCollector;
  },
): void {
  const { dependencies } = stream;
  if (!dependencies) return;
  const isSoft = /\bcan (?:start|begin|mock|proceed)|\bplaceholder|\bmock\b|\boptional/i.test(dependencies.text);
  for (const { 0: word, index } of dependencies.text.matchAll(/[A-Za-z0-9-]+/g)) {
    const on = idOf.get(word);
    if (on === undefined || on === id) continue;
    const start = dependencies.start + index;
    (isSoft ? soft : hard).add(id, on, source.spanAt(start, start + word.length));
  }
}

type Order = readonly [id: string, on: string, span: SourceSpan];

/** Groups by their headings; a task stands in the first one that names it. */
function guideGroups(
  lines: readonly GuideLine[],
  known: (id: string) => string,
  makeId: (wanted: string) => string,
): { readonly groups: readonly PlanGroup[]; readonly order: readonly Order[] } {
  const members = new Map<GuideGroup, string[]>();
  const placed = new Set<string>();
  for (const { group, ids } of lines) {
    if (!group) continue;
    const own = members.get(group) ?? [];
    members.set(group, own);
    for (const id of ids.map(known)) {
      if (placed.has(id)) continue;
      placed.add(id);
      own.push(id);
    }
  }
  const groups = [...members].map(([{ title, span }, own]): PlanGroup => {
    return { id: makeId(title), kind: 'group', title, span, members: own, dependencies: [] };
  });
  const order = [...members].flatMap(([{ sequential, span }, own]) =>
    sequential ? own.slice(1).map((id, index): Order => [id, own[index] ?? '', span]) : [],
  );
  return { groups, order };
}

/** The first owner of each id; CREST253 where another of the same kind ("Developer 1", "Developer 4") has it too. */
function assignees(lines: readonly GuideLine[]): {
  readonly of: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const of = new Map<string, string>();
  const byKind = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { ids, owner, span } of lines) {
    if (owner === undefined) continue;
    for (const id of ids) {
      if (!of.has(id)) of.set(id, owner);
      const key: string = `${owner.split(/\s/, 1)[0]?.toLowerCase() ?? ''} ${id}`;
      const first: string = byKind.get(key) ?? owner;
      byKind.set(key, first);
      if (first !== owner) diagnostics.push(diagnostic('CREST253', { id, first, second: owner }, { span }));
    }
  }
  return { of, diagnostics };
}

interface TaskFacts {
  readonly dependencies: readonly PlanDependency[];
  readonly assignee: string | undefined;
  readonly parallel: boolean;
  readonly issues: Diagnostic[];
}

function readTask(source: SourceText, { id, title, span, stream }: GuideTask, facts: TaskFacts): PlanTask {
  const task: PlanTask = {
    id,
    title,
    status: 'todo',
    span,
    optional: false,
    parallel: facts.parallel,
    dependencies: facts.dependencies,
    files: [],
    labels: [],
  };
  if (stream) return { ...task, ...streamFacts(source, stream, facts.issues), assignee: `Agent ${stream.id}` };
  return facts.assignee === undefined ? task : { ...task, assignee: facts.assignee };
}

/** What the fields below a heading say. */
function streamFacts(
  source: SourceText,
  { duration, status, dependencies, details }: Stream,
  issues: Diagnostic[],
): Partial<PlanTask> {
  const spanOf = ({ start, end }: Field): SourceSpan => source.spanAt(start, end);
  const estimate = duration && documentEstimate(source, { ...duration, sizes: true });
  if (duration && !estimate) issues.push(diagnostic('CREST209', { text: duration.text }, { span: spanOf(duration) }));
  const said = status && statusOfText(status.text);
  if (status && !said) issues.push(diagnostic('CREST215', { word: status.text }, { span: spanOf(status) }));
  const isNone = dependencies === undefined || /^none\b/i.test(dependencies.text);
  const lines = [...(isNone ? [] : [`Dependencies: ${dependencies.text}`]), ...details];
  return {
    ...(said ? { status: said } : {}),
    ...(estimate ? { estimate } : {}),
    ...(lines.length > 0 ? { details: lines.join('\n') } : {}),
  };
}
