import type { PlanDependency, PlanGroup } from '@nx-crest/core';
import { LIST_NOTATION } from '../order/id-notation.js';
import { isAcyclic } from '../order/is-acyclic.js';
import { locateReferences } from '../order/locate-references.js';
import { phraseReferences } from '../order/phrase-references.js';
import { referenceResolver, type ReferenceResolver } from '../order/resolve-references.js';
import { sequence } from '../order/sequence.js';
import { settleOrder } from '../order/settle-order.js';
import type { Subtask } from './model.js';

/** A subtask with its id in the plan. */
export interface NumberedTask {
  readonly id: string;
  readonly task: Subtask;
}

/** A package with its id, its subtasks and the packages that it waits for. */
export interface NumberedPackage {
  readonly id: string;
  readonly tasks: readonly NumberedTask[];
  readonly prerequisites: readonly string[];
}

/** What subtasks wait for. */
export interface TaskEdges {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly joints: readonly PlanGroup[];
  readonly diagnostics: ReturnType<ReferenceResolver['diagnostics']>;
}

/**
 * The subtasks of a package follow each other, because one agent does them; one marked `[P]`, or one that says what it
 * waits for (`[depends on T003]`), waits for no neighbour. Nothing is implied where packages wait for each other
 * through their subtasks.
 *
 * *Complexity*: O(n + dependencies).
 */
export function taskEdges(
  packages: readonly NumberedPackage[],
  loose: readonly NumberedTask[],
  groupId: (wanted: string) => string,
): TaskEdges {
  const all = [...packages.flatMap(({ tasks }) => tasks), ...loose];
  const idOf = new Map(
    all.flatMap(({ id, task }) => (task.written === undefined ? [] : [[task.written, id] as const])),
  );
  const resolver = referenceResolver(idOf);
  const explicit = new Map(all.map((one) => [one.id, statedBy(one, idOf, resolver)]));
  const stated = (id: string): readonly PlanDependency[] => explicit.get(id) ?? [];
  const joints: PlanGroup[] = [];
  const of = new Map<string, readonly PlanDependency[]>(all.map(({ id }) => [id, stated(id)]));
  if (isAcyclic(lifted(packages, loose, stated))) {
    for (const { tasks } of packages) {
      for (const [id, on] of inRow(tasks, { stated, joints, groupId })) {
        const known = new Set(stated(id).map((dependency) => dependency.on));
        of.set(id, [...stated(id), ...on.filter((one) => !known.has(one.on))]);
      }
    }
  }
  return { of, joints, diagnostics: resolver.diagnostics() };
}

/** What a subtask's own line says that it waits for; ids that no subtask has are prose. */
function statedBy(
  { id, task }: NumberedTask,
  idOf: ReadonlyMap<string, string>,
  resolver: ReferenceResolver,
): readonly PlanDependency[] {
  if (task.line === undefined) return [];
  const locate = locateReferences(task.source, resolver);
  const found = phraseReferences(task.source.lineText(task.line), LIST_NOTATION).flatMap(({ references }) => {
    const known = references.filter((one) =>
      one.kind === 'id' ? idOf.has(one.id) : one.kind === 'range' && idOf.has(one.first),
    );
    return locate(task.line ?? 1, known, id);
  });
  const unlike = new Map(found.filter(({ on }) => on !== id).map((one) => [one.on, one]));
  return [...unlike.values()].map(({ on, span }): PlanDependency => ({ on, origin: 'explicit', span }));
}

/** Packages, and subtasks of none, with what they and their subtasks wait for. */
function lifted(
  packages: readonly NumberedPackage[],
  loose: readonly NumberedTask[],
  stated: (id: string) => readonly PlanDependency[],
) {
  const packageOf = new Map(packages.flatMap(({ id, tasks }) => tasks.map((one) => [one.id, id] as const)));
  const ofTasks = (tasks: readonly NumberedTask[]): string[] =>
    tasks.flatMap(({ id }) => stated(id).map(({ on }) => packageOf.get(on) ?? on));
  return [
    ...packages.map(({ id, tasks, prerequisites }) => ({ id, prerequisites: [...prerequisites, ...ofTasks(tasks)] })),
    ...loose.map((one) => ({ id: one.id, prerequisites: ofTasks([one]) })),
  ];
}

interface Row {
  readonly stated: (id: string) => readonly PlanDependency[];
  readonly joints: PlanGroup[];
  readonly groupId: (wanted: string) => string;
}

function inRow(
  tasks: readonly NumberedTask[],
  { stated, joints, groupId }: Row,
): ReadonlyMap<string, readonly PlanDependency[]> {
  const taskOf = new Map(tasks.map((one) => [one.id, one.task]));
  const settled = settleOrder(tasks.map(({ id }) => ({ id, prerequisites: stated(id).map(({ on }) => on), level: 0 })));
  const items = settled.map(({ id }) => {
    const task = taskOf.get(id);
    return { id, waits: task?.parallel === false && stated(id).length === 0, counts: task?.optional === false };
  });
  const waits = sequence(items, (members, before) => {
    const id = groupId(`before-${before}`);
    const span = taskOf.get(before)?.span;
    if (span) joints.push({ id, kind: 'phase', title: `before ${before}`, span, members, dependencies: [] });
    return id;
  });
  const edges = [...waits].flatMap(([id, on]) => {
    const span = taskOf.get(id)?.span;
    return span ? [[id, on.map((other): PlanDependency => ({ on: other, origin: 'order', span }))] as const] : [];
  });
  return new Map(edges);
}
