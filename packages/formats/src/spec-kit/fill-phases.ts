import type { SourceSpan } from '@nx-crest/core';
import { settleOrder } from '../order/settle-order.js';
import type { Phase, Place } from './read-phases.js';

/** A task with what its place in the order depends on. */
export interface PlacedTask {
  readonly id: string;
  readonly span: SourceSpan;
  readonly place: Place;
  readonly parallel: boolean;
  readonly optional: boolean;
  /** Cancelled or deferred: order goes past it. */
  readonly dropped: boolean;
  /** The task before it in a `[P]` group, whose steps stay in order. */
  readonly stepAfter?: string | undefined;
  /** Ids that it explicitly waits for. */
  readonly prerequisites: readonly string[];
}

/** The tasks of a document, and the groups that explicit dependencies may name. */
export interface PlacedTasks {
  readonly tasks: readonly PlacedTask[];
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
}

/** The tasks of one phase in the order in which they can be planned. */
export interface PhaseTasks {
  readonly tests: PlacedTask[];
  readonly others: PlacedTask[];
}

/** Where every task is planned. */
export interface FilledPhases {
  /** By index of the phase, -1 for tasks before the first. */
  readonly byPhase: ReadonlyMap<number, PhaseTasks>;
  /** Tasks whose dependency stands in a later phase, with that dependency. */
  readonly moved: readonly { readonly id: string; readonly on: string }[];
}

/**
 * Puts every task into its phase, or into the later one that holds what it explicitly waits for.
 *
 * *Complexity*: O(tasks + dependencies).
 */
export function fillPhases({ tasks, groups }: PlacedTasks, phases: readonly Phase[]): FilledPhases {
  const stageOf = stageIndices(phases);
  const levelOf = (place: Place): number => 2 * (stageOf[place.phase + 1] ?? 0) + (place.tests ? 0 : 1);
  const taskOf = new Map(tasks.map((task) => [task.id, task]));
  const taskItems = tasks.map((task) => ({
    id: task.id,
    level: levelOf(task.place),
    prerequisites: task.stepAfter === undefined ? task.prerequisites : [...task.prerequisites, task.stepAfter],
  }));
  // A group stands where the last of its members does.
  const groupItems = groups.map(({ id, members }) => ({ id, level: -1, prerequisites: members, group: true }));
  const places = new Map<string, Place>();
  const byPhase = new Map<number, PhaseTasks>();
  const moved: { id: string; on: string }[] = [];
  for (const { id, raisedBy } of settleOrder([...taskItems, ...groupItems])) {
    const task = taskOf.get(id);
    const later = raisedBy === undefined ? undefined : places.get(raisedBy);
    if (!task) {
      if (later) places.set(id, later);
      continue;
    }
    const place = raisedPlace(task.place, later, stageOf);
    places.set(id, place);
    if (task.dropped) continue; // its explicit dependencies still lead through it
    if (raisedBy !== undefined && place.phase !== task.place.phase) moved.push({ id, on: raisedBy });
    const found = byPhase.get(place.phase) ?? { tests: [], others: [] };
    (place.tests ? found.tests : found.others).push(task);
    byPhase.set(place.phase, found);
  }
  return { byPhase, moved };
}

/** Where a task goes that waits for something later: there, or, within one stage, behind the tests of its own phase. */
function raisedPlace(own: Place, later: Place | undefined, stageOf: readonly number[]): Place {
  if (!later) return own;
  return stageOf[own.phase + 1] === stageOf[later.phase + 1] ? { phase: own.phase, tests: false } : later;
}

/** The stage of each phase, "before the first" at index 0: stories between two other phases share one. */
export function stageIndices(phases: readonly Phase[]): readonly number[] {
  const result = [0];
  let stage = 0;
  let previousStory = false;
  for (const { story } of phases) {
    if (!story || !previousStory) stage++;
    previousStory = story;
    result.push(stage);
  }
  return result;
}
