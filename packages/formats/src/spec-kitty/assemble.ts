import {
  compareDiagnostics,
  diagnostic,
  type Diagnostic,
  type OutsideDependency,
  type Plan,
  type PlanDependency,
  type PlanGroup,
  type PlanTask,
  type TaskStatus,
} from '@nx-crest/core';
import { isNoteLine } from '../checkbox/note-line.js';
import { findFiles } from '../checkbox/find-files.js';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds } from '../ids/assign-ids.js';
import { freeIds } from '../order/free-id.js';
import { referenceResolver } from '../order/resolve-references.js';
import type { ParsedDocument } from '../plan-format.js';
import { statusOfLane } from './lane-words.js';
import { mergeMission, type MergedPackage } from './merge.js';
import type { MissionPart, Subtask } from './model.js';
import { taskEdges, type NumberedTask } from './order.js';

const POLICY =
  'work packages wait for nothing but their dependencies; the subtasks of a package follow each other, those marked [P] ' +
  'wait for none of them';

/** The documents of a mission, read. */
export interface Mission {
  readonly path: string;
  readonly parts: readonly MissionPart[];
  /** What to do with a package that none of the documents has. */
  readonly unknown: 'error' | 'warning' | 'outside';
  /** The lane of each package, as a label. */
  readonly lanes?: ReadonlyMap<string, string>;
}

/** Makes one plan of a mission's documents. *Complexity*: O(n + dependencies). */
export function assembleMission({ path, parts, unknown, lanes = new Map() }: Mission): ParsedDocument {
  const { packages, loose } = mergeMission(parts);
  const { ids, diagnostics } = assignIds([
    ...packages.map((wp) => ({ written: wp.id, title: wp.title ?? wp.id, span: wp.span })),
    ...packages.flatMap(({ id, tasks }) => tasks.map((task) => claim(task, id))),
    ...loose.map((task) => claim(task, 'task')),
  ]);
  let next = packages.length;
  const number = (tasks: readonly Subtask[]): NumberedTask[] => tasks.map((task) => ({ id: ids[next++] ?? '', task }));
  const numbered = packages.map((wp, index) => ({ wp, id: ids[index] ?? '', tasks: number(wp.tasks) }));
  const looseTasks = number(loose);
  const explicit = packageDependencies(numbered, unknown);
  const prerequisites = (id: string): string[] => (explicit.of.get(id) ?? []).map(({ on }) => on);
  const edges = taskEdges(
    numbered.map(({ id, tasks }) => ({ id, tasks, prerequisites: prerequisites(id) })),
    looseTasks,
    freeIds(ids),
  );
  const lanesOf = numbered.map(({ wp }) => laneStatus(wp));
  const made = numbered.map(({ wp, id, tasks }, index) => {
    const lane = lanes.get(wp.id);
    const labels = lane === undefined ? [] : [lane];
    const status = lanesOf[index]?.status;
    const dependencies = explicit.of.get(id) ?? [];
    if (tasks.length === 0) return { tasks: [packageTask(wp, { id, status, dependencies, labels })], groups: [] };
    const context = { edges: edges.of, status, labels, assignee: wp.assignee };
    return {
      tasks: tasks.map((task) => subtask(task, context)),
      groups: [packageGroup(wp, { id, status, dependencies, tasks })],
    };
  });
  const rest = looseTasks.map((task) =>
    subtask(task, { edges: edges.of, status: undefined, labels: [], assignee: undefined }),
  );
  const title = parts.find((part) => part.title !== undefined)?.title;
  const plan: Plan = {
    format: 'spec-kitty',
    path,
    ...(title === undefined ? {} : { title }),
    tasks: [...made.flatMap(({ tasks }) => tasks), ...rest],
    groups: [...made.flatMap(({ groups }) => groups), ...edges.joints],
    notTasks: parts.flatMap(({ notTasks }) => notTasks),
    waves: [],
    orderPolicy: POLICY,
    ...(explicit.outside.length > 0 ? { outside: explicit.outside } : {}),
  };
  const found = [
    ...parts.flatMap((part) => part.diagnostics),
    ...diagnostics,
    ...explicit.diagnostics,
    ...edges.diagnostics,
    ...lanesOf.flatMap((lane) => lane.diagnostics),
    ...numbered.flatMap(({ wp, id, tasks }) => drift(wp, id, tasks)),
  ];
  return { plans: [plan], diagnostics: found.sort(compareDiagnostics) };
}

function claim({ written, title, span }: Subtask, above: string) {
  return { written, title: written === undefined ? `${above} ${title}` : title, span };
}

interface Numbered {
  readonly wp: MergedPackage;
  readonly id: string;
}

function packageDependencies(numbered: readonly Numbered[], unknown: Mission['unknown']) {
  const idOf = new Map(numbered.map(({ wp, id }) => [wp.id, id]));
  const resolver = referenceResolver(idOf);
  const known = new Set(idOf.values());
  const of = new Map<string, readonly PlanDependency[]>();
  const outside: OutsideDependency[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { wp, id } of numbered) {
    const named = (wp.dependencies ?? []).flatMap(({ reference, text, span }) =>
      resolver.resolve(reference, { id, text, span }).map((on) => ({ on, span })),
    );
    const inside = unknown === 'error' ? named : named.filter(({ on }) => known.has(on));
    const unlike = new Map(inside.map((one) => [one.on, one]));
    of.set(
      id,
      [...unlike.values()].map(({ on, span }): PlanDependency => ({ on, origin: 'explicit', span })),
    );
    for (const { on, span } of unknown === 'error' ? [] : named.filter((one) => !known.has(one.on))) {
      outside.push({ id, on, span });
      if (unknown === 'warning') diagnostics.push(diagnostic('CREST219', { id, on }, { span }));
    }
  }
  return { of, outside, diagnostics: [...diagnostics, ...resolver.diagnostics()] };
}

function laneStatus({ lane }: MergedPackage): {
  readonly status?: TaskStatus;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!lane) return { diagnostics: [] };
  const status = statusOfLane(lane.word);
  if (status) return { status, diagnostics: [] };
  return { status: 'todo', diagnostics: [diagnostic('CREST215', { word: lane.word }, { span: lane.span })] };
}

interface PackageParts {
  readonly id: string;
  readonly status: TaskStatus | undefined;
  readonly dependencies: readonly PlanDependency[];
}

/** A package whose subtasks nobody describes. */
function packageTask(
  wp: MergedPackage,
  { id, status = 'todo', dependencies, labels }: PackageParts & { readonly labels: readonly string[] },
): PlanTask {
  const estimate = wp.effort && documentEstimate(wp.source, wp.effort);
  const listed = wp.listed.length > 0 ? `Subtasks: ${wp.listed.join(', ')}` : undefined;
  const details = wp.details ?? listed;
  return {
    id,
    title: wp.title ?? wp.id,
    status,
    span: wp.span,
    optional: false,
    parallel: false,
    dependencies,
    files: wp.files,
    labels: [...wp.labels, ...labels],
    ...(wp.assignee === undefined ? {} : { assignee: wp.assignee }),
    ...(estimate ? { estimate } : {}),
    ...(details === undefined ? {} : { details }),
  };
}

function packageGroup(
  wp: MergedPackage,
  { id, status, dependencies, tasks }: PackageParts & { readonly tasks: readonly NumberedTask[] },
): PlanGroup {
  const kind = wp.isEntry ? 'group' : 'phase';
  const members = tasks.map((task) => task.id);
  return { id, kind, title: wp.title ?? wp.id, span: wp.span, members, dependencies, ...(status ? { status } : {}) };
}

interface SubtaskContext {
  readonly edges: ReadonlyMap<string, readonly PlanDependency[]>;
  /** Of the package's lane: counts for a subtask without a box. */
  readonly status: TaskStatus | undefined;
  readonly labels: readonly string[];
  readonly assignee: string | undefined;
}

function subtask({ id, task }: NumberedTask, { edges, status, labels, assignee }: SubtaskContext): PlanTask {
  const { title, span, optional, parallel, details } = task;
  return {
    id,
    title,
    status: task.status ?? status ?? 'todo',
    span,
    optional,
    parallel,
    dependencies: edges.get(id) ?? [],
    files: filesOf(task),
    labels: [...task.labels, ...labels],
    ...(assignee === undefined ? {} : { assignee }),
    ...(details === undefined ? {} : { details }),
  };
}

function filesOf({ source, span, entry }: Subtask): PlanTask['files'] {
  const written = entry ? [entry.box.line, ...entry.box.details] : [];
  const own = written.filter((line) => !isNoteLine(source.lineText(line)));
  const lines = entry ? own.map((line) => source.lineSpan(line)) : [span];
  const mentions = lines.flatMap(({ start, end }) => findFiles(source, start.offset, end.offset));
  return [...new Map(mentions.reverse().map((file) => [file.path, file])).values()].reverse();
}

/** CREST220 where a package's lane says done and a box of it says otherwise. */
function drift({ lane }: MergedPackage, id: string, tasks: readonly NumberedTask[]): readonly Diagnostic[] {
  if (!lane || statusOfLane(lane.word) !== 'done') return [];
  const open = tasks.find(({ task }) => task.status !== undefined && task.status !== 'done');
  if (!open) return [];
  const related = [{ message: `"${lane.word}" here`, span: lane.span }];
  return [diagnostic('CREST220', { id, here: 'todo', there: 'done' }, { span: open.task.span, related })];
}
