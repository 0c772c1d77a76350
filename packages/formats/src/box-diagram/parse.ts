import { compareDiagnostics, diagnostic } from '@nx-crest/core';
import type {
  Diagnostic,
  DocumentWave,
  Plan,
  PlanDependency,
  PlanGroup,
  PlanTask,
  SourceSpan,
  TaskStatus,
} from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds } from '../ids/assign-ids.js';
import { readBlocks } from '../markdown/read-blocks.js';
import { freeIds } from '../order/free-id.js';
import { keepAcyclic } from '../order/soft-edges.js';
import { collectDependencies } from '../order/step-edges.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { drawnTasks, type DrawnArrow, type DrawnTask } from './drawn-tasks.js';
import { listedFacts, type ListedFacts } from './listed-facts.js';

const ORDER_POLICY =
  'an arrow from A to B lets B wait for A, and lines that join let each one behind wait for all before; a line without ' +
  'arrowhead reads down and to the right; of lists of phases only "sequential" and "then" order tasks, phases do not';

/** A task of the document with its id in the plan. */
export interface BoxTask {
  readonly id: string;
  readonly key: string;
  readonly drawn: DrawnTask | undefined;
  readonly title: string;
  readonly span: SourceSpan;
}

/** Everything that the document says, before it is a plan. */
export interface BoxDocument {
  readonly tasks: readonly BoxTask[];
  readonly arrows: readonly DrawnArrow[];
  readonly dangling: readonly number[];
  readonly facts: ListedFacts;
  readonly diagnostics: readonly Diagnostic[];
}

/** Drawn tasks first, then those that only lists name. */
export function readBoxDocument(source: SourceText): BoxDocument {
  const drawn = drawnTasks(source);
  const facts = listedFacts(source, [...drawn.tasks.keys()]);
  const claims = [
    ...[...drawn.tasks.values()].map((task) => {
      const { item } = task;
      return {
        key: task.key,
        drawn: task,
        title: item.title,
        span: source.spanAt(item.start, item.end),
        written: item.id,
      };
    }),
    ...[...facts.added].map(([key, { title, span }]) => ({ key, drawn: undefined, title, span, written: key })),
  ];
  const { ids, diagnostics } = assignIds(claims);
  const tasks = claims.map(({ key, drawn: from, title, span }, index) => ({
    id: ids[index] ?? '',
    key,
    drawn: from,
    title,
    span,
  }));
  return { tasks, arrows: drawn.arrows, dangling: drawn.dangling, facts, diagnostics };
}

/** Reads the drawings of a document, and the lists of phases beside them. *Complexity*: linear in the text and the edges. */
export function parseBoxDiagram(source: SourceText): ParsedDocument {
  const document = readBoxDocument(source);
  const { tasks: found, facts } = document;
  const idOf = new Map(found.map(({ key, id }) => [key, id]));
  const edges = drawnEdges(source, document, idOf);
  const membersOf = frameMembers(found, idOf);
  const groups = found.flatMap(({ id, key, drawn, title, span }): PlanGroup[] => {
    if (drawn?.isFrame !== true) return [];
    return [
      { id, kind: 'group', title, span, members: membersOf.get(key) ?? [], dependencies: edges.of.get(id) ?? [] },
    ];
  });
  const tasks = found.flatMap((task) =>
    task.drawn?.isFrame === true ? [] : [readTask(source, task, { facts, edges })],
  );
  const soft = softEdges(facts, idOf, edges);
  const { kept, dropped } = keepAcyclic([...tasks, ...groups, ...edges.joints], soft);
  const plan: Plan = {
    format: 'box-diagram',
    path: source.path,
    ...titleOf(source),
    tasks: tasks.map((task) => ({ ...task, dependencies: [...task.dependencies, ...(kept.get(task.id) ?? [])] })),
    groups: [...groups, ...edges.joints],
    notTasks: [],
    waves: facts.phases.map(({ title, span, keys }): DocumentWave => {
      return { title, span, taskIds: keys.map((key) => idOf.get(key) ?? '') };
    }),
    orderPolicy: ORDER_POLICY,
  };
  const nowhere = document.dangling.map((offset) =>
    diagnostic('CREST250', { end: 'without a task behind it' }, { span: source.spanAt(offset, offset + 1) }),
  );
  const cycles = dropped.map(({ id, on, span }) => diagnostic('CREST251', { id, on }, { span }));
  return { plans: [plan], diagnostics: [...document.diagnostics, ...nowhere, ...cycles].sort(compareDiagnostics) };
}

function titleOf(source: SourceText): { readonly title?: string } {
  const title = readBlocks(source).headings.find(({ level }) => level === 1)?.text;
  return title === undefined ? {} : { title };
}

interface DrawnEdges {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  /** Drawn without arrowheads. */
  readonly inferred: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly joints: readonly PlanGroup[];
}

function drawnEdges(source: SourceText, { tasks, arrows }: BoxDocument, idOf: ReadonlyMap<string, string>): DrawnEdges {
  const makeId = freeIds(tasks.map(({ id }) => id));
  const frameOf = new Map(
    tasks.map(({ id, drawn }) => [id, drawn?.frame === undefined ? undefined : idOf.get(drawn.frame)]),
  );
  const isAllowed = (id: string, on: string): boolean => frameOf.get(id) !== on && frameOf.get(on) !== id;
  const [hard, soft] = [collectDependencies(makeId, isAllowed), collectDependencies(makeId, isAllowed)];
  for (const { before, after, inferred, offset } of arrows) {
    const span = source.spanAt(offset, offset + 1);
    const step = {
      before: before.map((key) => ({ on: idOf.get(key) ?? '', span })),
      waiting: after.map((key) => idOf.get(key) ?? ''),
    };
    (inferred ? soft : hard).addStep(step, span);
  }
  return { of: hard.of(), inferred: soft.of(), joints: [...hard.joints(), ...soft.joints()] };
}

function frameMembers(
  tasks: readonly BoxTask[],
  idOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const { key, drawn } of tasks) {
    if (drawn?.frame === undefined) continue;
    const known = members.get(drawn.frame);
    if (known) known.push(idOf.get(key) ?? '');
    else members.set(drawn.frame, [idOf.get(key) ?? '']);
  }
  return members;
}

function softEdges(facts: ListedFacts, idOf: ReadonlyMap<string, string>, { of, inferred }: DrawnEdges) {
  const soft = new Map<string, PlanDependency[]>();
  const add = (id: string, edge: PlanDependency): void => {
    const known = [...(of.get(id) ?? []), ...(soft.get(id) ?? [])];
    if (id !== edge.on && !known.some(({ on }) => on === edge.on)) soft.set(id, [...(soft.get(id) ?? []), edge]);
  };
  for (const [id, edges] of inferred) for (const edge of edges) add(id, { ...edge, origin: 'order' });
  for (const { key, on, origin, span } of facts.edges) {
    add(idOf.get(key) ?? '', { on: idOf.get(on) ?? '', origin, span });
  }
  return soft;
}

function readTask(
  source: SourceText,
  { id, key, drawn, title, span }: BoxTask,
  { facts, edges }: { readonly facts: ListedFacts; readonly edges: DrawnEdges },
): PlanTask {
  const duration = drawn?.item.duration;
  const estimate = duration && documentEstimate(source, duration);
  const assignee = facts.assigneeOf.get(key);
  return {
    id,
    title,
    status: (drawn && statusOfItem(drawn)) ?? facts.statusOf.get(key) ?? 'todo',
    span,
    optional: false,
    parallel: facts.parallel.has(key),
    dependencies: edges.of.get(id) ?? [],
    files: [],
    labels: [...(facts.kindsOf.get(key) ?? [])],
    ...(assignee === undefined ? {} : { assignee }),
    ...(estimate ? { estimate } : {}),
  };
}

/** A box or sign in a drawn label. */
export function statusOfItem({ item }: DrawnTask): TaskStatus | undefined {
  return statusOfText(item.text.replace(/[\p{L}\p{N}](?!\])/gu, ''));
}
