import type { EdgeOrigin, PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import { settleOrder } from '../order/settle-order.js';
import { sequence } from '../order/sequence.js';
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
  readonly stepGroups: readonly { readonly id: string; readonly members: readonly string[] }[];
}

/** What phases, `[P]` and document order imply. */
export interface OrderEdges {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly groups: readonly PlanGroup[];
  /** Tasks whose dependency stands in a later phase or section, with that dependency. */
  readonly moved: readonly { readonly id: string; readonly on: string }[];
}

/** The tasks of one phase in the order in which they can be planned. */
interface PhaseTasks {
  readonly tests: PlacedTask[];
  readonly others: PlacedTask[];
}

/**
 * Turns phases, `[P]` marks and document order into dependencies; phases become groups, so that their number stays
 * linear. A task that explicitly waits for a later phase is planned in that phase: explicit dependencies win.
 *
 * *Complexity*: O(tasks + dependencies).
 */
export function orderEdges(
  { tasks, stepGroups }: PlacedTasks,
  phases: readonly Phase[],
  groupId: (wanted: string) => string,
): OrderEdges {
  const active = tasks.filter((task) => !task.dropped);
  const { byPhase, moved } = fillPhases({ tasks: active, stepGroups }, phases);
  const of = new Map<string, PlanDependency[]>();
  const groups: PlanGroup[] = [];
  const add = (task: PlacedTask, on: readonly string[], origin: EdgeOrigin): void => {
    const list = of.get(task.id) ?? [];
    of.set(task.id, [...list, ...on.map((id) => ({ on: id, origin, span: task.span }))]);
  };
  let gate: readonly string[] = [];
  let stories: string[] = [];
  // Tasks before the first phase count as a phase without a heading.
  for (let index = -1; index < phases.length; index++) {
    const found = byPhase.get(index);
    const phase = phases[index];
    const story = phase?.story === true;
    const waits = story || stories.length === 0 ? gate : stories;
    if (found) {
      const span = phase?.span ?? found.others[0]?.span ?? found.tests[0]?.span;
      const inner = phaseGroups({ found, phase, groupId, add });
      groups.push(...inner.joints);
      // An optional task is no member (nobody waits for it), so it does not inherit what the phase waits for.
      for (const task of [...found.tests, ...found.others]) if (task.optional) add(task, waits, 'phase');
      if (phases.length > 0 && span && inner.members.length > 0) {
        const id = groupId(phase?.id ?? 'phase-0');
        const dependencies = waits.map((on) => ({ on, origin: 'phase' as const, span }));
        const title = phase?.title ?? 'before the first phase';
        groups.push({ id, kind: 'phase', title, span, members: inner.members, dependencies });
        if (story) stories.push(id);
        else [gate, stories] = [[id], []];
        continue;
      }
    }
    if (!story && phase) [gate, stories] = [waits, []];
  }
  return { of, groups, moved };
}

/** Puts every task into its phase, or into the later one that holds what it explicitly waits for. */
function fillPhases({ tasks, stepGroups }: PlacedTasks, phases: readonly Phase[]) {
  const stageOf = stages(phases);
  const levelOf = (place: Place): number => 2 * (stageOf[place.phase + 1] ?? 0) + (place.tests ? 0 : 1);
  const taskOf = new Map(tasks.map((task) => [task.id, task]));
  const taskItems = tasks.map((task) => ({
    id: task.id,
    level: levelOf(task.place),
    prerequisites: task.stepAfter === undefined ? task.prerequisites : [...task.prerequisites, task.stepAfter],
  }));
  // A group stands where the last of its members does.
  const groupItems = stepGroups.map(({ id, members }) => ({ id, level: -1, prerequisites: members, group: true }));
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
    if (raisedBy !== undefined && place.phase !== task.place.phase) moved.push({ id, on: raisedBy });
    places.set(id, place);
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
function stages(phases: readonly Phase[]): readonly number[] {
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

interface PhaseReading {
  readonly found: PhaseTasks;
  readonly phase: Phase | undefined;
  readonly groupId: (wanted: string) => string;
  readonly add: (task: PlacedTask, on: readonly string[], origin: EdgeOrigin) => void;
}

/** The order inside one phase: leading tests, a joint, then the others, each part by its `[P]` marks. */
function phaseGroups({ found, phase, groupId, add }: PhaseReading): { members: string[]; joints: PlanGroup[] } {
  const joints: PlanGroup[] = [];
  const name = phase?.id ?? 'phase-0';
  for (const part of [found.tests, found.others]) {
    const taskOf = new Map(part.map((task) => [task.id, task]));
    const row = part.map(({ id, parallel, optional }) => ({ id, waits: !parallel, counts: !optional }));
    const makeJoint = (members: readonly string[], before: string): string => {
      const id = groupId(`before-${before}`);
      const span = taskOf.get(before)?.span;
      if (span) joints.push({ id, kind: 'phase', title: `before ${before}`, span, members, dependencies: [] });
      return id;
    };
    for (const [id, on] of sequence(row, makeJoint)) {
      const task = taskOf.get(id);
      if (task) add(task, on, 'order');
    }
    for (const task of part) {
      if (task.stepAfter !== undefined && taskOf.has(task.stepAfter)) add(task, [task.stepAfter], 'order');
    }
  }
  const tests = found.tests.filter((task) => !task.optional).map((task) => task.id);
  const others = found.others.filter((task) => !task.optional).map((task) => task.id);
  const span = found.tests[0]?.span;
  if (tests.length === 0 || found.others.length === 0 || !span) return { members: [...tests, ...others], joints };
  const id = groupId(`${name}-tests`);
  joints.push({ id, kind: 'phase', title: `${phase?.title ?? name}: tests`, span, members: tests, dependencies: [] });
  for (const task of found.others) add(task, [id], 'phase');
  return { members: [id, ...others], joints };
}
