import type { PlanDependency, PlanGroup } from '@nx-crest/core';
import { stageIndices, type PhaseTasks } from './fill-phases.js';
import type { PhaseStatement } from './phase-dependencies.js';
import type { Phase } from './read-phases.js';

/** The statements that order allows, by index of the phase that they are about. */
export type StatedOrder = ReadonlyMap<number, readonly PhaseStatement[]>;

/**
 * Keeps of each statement what leads backwards, or to another user story beside it: against the order of the phases it
 * would close a cycle.
 *
 * *Complexity*: O(tasks + statements).
 */
export function statedOrder(
  statements: readonly PhaseStatement[],
  phases: readonly Phase[],
  byPhase: ReadonlyMap<number, PhaseTasks>,
): StatedOrder {
  const stageOf = stageIndices(phases);
  const phaseOfTask = new Map<string, number>();
  for (const [phase, { tests, others }] of byPhase)
    for (const { id } of [...tests, ...others]) phaseOfTask.set(id, phase);
  const isBefore = (on: number | undefined, phase: number): boolean =>
    on !== undefined && on !== phase && (stageOf[on + 1] ?? Infinity) <= (stageOf[phase + 1] ?? 0);
  const result = new Map<number, PhaseStatement[]>();
  for (const statement of statements) {
    const { phase } = statement;
    const on = statement.on.filter((other) => isBefore(other, phase));
    const onTasks = statement.onTasks.filter((id) => isBefore(phaseOfTask.get(id), phase));
    if (on.length + onTasks.length === 0) continue;
    const list = result.get(phase);
    if (list) list.push({ ...statement, on, onTasks });
    else result.set(phase, [{ ...statement, on, onTasks }]);
  }
  return result;
}

/**
 * Whether a phase waits for what it states only: one statement, of earlier phases that hold tasks. A user story still
 * waits for what comes before all stories.
 */
export function isSelfOrdered(
  phase: number,
  { story }: Phase,
  { stated, groupOf }: { readonly stated: StatedOrder; readonly groupOf: ReadonlyMap<number, string> },
): boolean {
  const [statement, second] = stated.get(phase) ?? [];
  if (story || !statement || second || statement.onTasks.length > 0) return false;
  return statement.on.every((on) => groupOf.has(on));
}

/** What a phase states, as explicit dependencies. */
export function statedDependencies(
  statements: readonly PhaseStatement[],
  groupOf: ReadonlyMap<number, string>,
): readonly PlanDependency[] {
  return statements.flatMap(({ on, onTasks, span }) =>
    [...on.flatMap((phase) => groupOf.get(phase) ?? []), ...onTasks].map((id): PlanDependency => ({
      on: id,
      origin: 'explicit',
      span,
    })),
  );
}

/** The group with these dependencies; an implied one on the same phase gives way. */
export function withDependencies(group: PlanGroup, stated: readonly PlanDependency[]): PlanGroup {
  const explicit = new Map(stated.map((dependency) => [dependency.on, dependency]));
  const others = group.dependencies.filter(({ on }) => !explicit.has(on));
  return { ...group, dependencies: [...explicit.values(), ...others] };
}
