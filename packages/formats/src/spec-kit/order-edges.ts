import type { EdgeOrigin, PlanDependency, PlanGroup } from '@nx-crest/core';
import { sequence } from '../order/sequence.js';
import { fillPhases, type FilledPhases, type PhaseTasks, type PlacedTask, type PlacedTasks } from './fill-phases.js';
import type { PhaseStatement } from './phase-dependencies.js';
import type { Phase } from './read-phases.js';
import { isSelfOrdered, statedDependencies, statedOrder, withDependencies, type StatedOrder } from './stated-edges.js';

/** What phases, `[P]` and document order imply. */
export interface OrderEdges {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly groups: readonly PlanGroup[];
  readonly moved: FilledPhases['moved'];
}

/** What order is made with, besides tasks and phases. */
export interface OrderSources {
  readonly groupId: (wanted: string) => string;
  /** What the document says about whole phases. */
  readonly statements: readonly PhaseStatement[];
}

/**
 * Turns phases, `[P]` marks and document order into dependencies; phases become groups, so that their number stays
 * linear. A task that explicitly waits for a later phase is planned in that phase: explicit dependencies win.
 * A phase other than a user story that states its dependencies waits for these only.
 *
 * *Complexity*: O(tasks + dependencies).
 */
export function orderEdges(
  { tasks, groups }: PlacedTasks,
  phases: readonly Phase[],
  { groupId, statements }: OrderSources,
): OrderEdges {
  const { byPhase, moved } = fillPhases({ tasks, groups }, phases);
  const made: Made = { of: new Map(), groups: [], groupId };
  // Tasks before the first phase count as a phase without a heading; where there is no other, it needs no group.
  const headless = byPhase.get(-1);
  let gate: readonly string[] = []; // what the next phase waits for
  if (headless && phases.length === 0) partOrders(made, headless, undefined);
  else if (headless) gate = phaseGroup(made, { found: headless, phase: undefined, waits: [] });
  let stories: string[] = []; // stories since then
  const stated = statedOrder(statements, phases, byPhase);
  const groupOf = new Map<number, string>();
  phases.forEach((phase, index) => {
    const found = byPhase.get(index);
    gate = joined(made, gate, phase);
    const before = phase.story || stories.length === 0 ? gate : joined(made, stories, phase);
    const isFree = isSelfOrdered(index, phase, { stated, groupOf });
    const done = found ? phaseGroup(made, { found, phase, waits: isFree ? [] : before }) : [];
    for (const id of done) groupOf.set(index, id);
    if (phase.story) stories.push(...done);
    // What a phase passes over is still to be waited for by the next.
    else [gate, stories] = [done.length > 0 && !isFree ? done : [...before, ...done], []];
  });
  return { of: made.of, groups: withStated(made, phases, { stated, groupOf, byPhase }), moved };
}

/** Adds to each phase what it states; its optional tasks are no members of the group and wait themselves. */
function withStated(
  made: Made,
  phases: readonly Phase[],
  { stated, groupOf, byPhase }: StatedPhases,
): readonly PlanGroup[] {
  const { of, groups } = made;
  const ofGroup = new Map<string, readonly PlanDependency[]>();
  for (const [phase, statements] of stated) {
    const all = statedDependencies(statements, groupOf);
    const on = [...new Set(all.map((dependency) => dependency.on))];
    const first = joined(made, on, phases[phase])[0];
    const dependencies = on.length > MAX_WAITS ? all.slice(0, 1).map((one) => ({ ...one, on: first ?? one.on })) : all;
    ofGroup.set(groupOf.get(phase) ?? '', dependencies);
    const { tests, others } = byPhase.get(phase) ?? { tests: [], others: [] };
    for (const { id, optional } of [...tests, ...others]) {
      if (optional) of.set(id, [...dependencies, ...(of.get(id) ?? [])]);
    }
  }
  return groups.map((group) => withDependencies(group, ofGroup.get(group.id) ?? []));
}

interface StatedPhases {
  readonly stated: StatedOrder;
  readonly groupOf: ReadonlyMap<number, string>;
  readonly byPhase: FilledPhases['byPhase'];
}

/** What is being made. */
interface Made {
  readonly of: Map<string, PlanDependency[]>;
  readonly groups: PlanGroup[];
  readonly groupId: (wanted: string) => string;
}

interface FoundPhase {
  readonly found: PhaseTasks;
  readonly phase: Phase | undefined;
  readonly waits: readonly string[];
}

function addEdges({ of }: Made, task: PlacedTask, on: readonly string[], origin: EdgeOrigin): void {
  of.set(task.id, [...(of.get(task.id) ?? []), ...on.map((id) => ({ on: id, origin, span: task.span }))]);
}

/** Each member of a phase waits for each of these; more of them become a joint, so that edges stay linear. */
const MAX_WAITS = 32;

function joined({ groups, groupId }: Made, waits: readonly string[], phase: Phase | undefined): readonly string[] {
  if (waits.length <= MAX_WAITS || !phase) return waits;
  const id = groupId(`before-${phase.id}`);
  groups.push({
    id,
    kind: 'phase',
    title: `before ${phase.title}`,
    span: phase.span,
    members: waits,
    dependencies: [],
  });
  return [id];
}

/** Makes the group of a phase. *Returns* its id, or nothing where no task of it counts. */
function phaseGroup(made: Made, { found, phase, waits }: FoundPhase): readonly string[] {
  const tasks = [...found.tests, ...found.others];
  const members = partOrders(made, found, phase);
  // An optional task is no member (nobody waits for it), so it does not inherit what the phase waits for.
  for (const task of tasks) if (task.optional) addEdges(made, task, waits, 'phase');
  const span = phase?.span ?? tasks[0]?.span;
  if (!span || members.length === 0) return [];
  const id = made.groupId(phase?.id ?? 'phase-0');
  const dependencies = waits.map((on) => ({ on, origin: 'phase' as const, span }));
  const title = phase?.title ?? 'before the first phase';
  made.groups.push({ id, kind: 'phase', title, span, members, dependencies });
  return [id];
}

/** The order inside one phase: leading tests, a joint, then the others. *Returns* what the phase consists of. */
function partOrders(made: Made, found: PhaseTasks, phase: Phase | undefined): readonly string[] {
  partOrder(made, found.tests);
  partOrder(made, found.others);
  const [tests, others] = [found.tests, found.others].map((part) => part.filter((task) => !task.optional));
  const idsOf = (part: readonly PlacedTask[] = []): readonly string[] =>
    [...part].sort((a, b) => a.span.start.offset - b.span.start.offset).map((task) => task.id);
  const span = tests?.[0]?.span;
  if (!span || found.others.length === 0) return [...idsOf(tests), ...idsOf(others)];
  const name = phase?.id ?? 'phase-0';
  const id = made.groupId(`${name}-tests`);
  const title = `${phase?.title ?? name}: tests`;
  made.groups.push({ id, kind: 'phase', title, span, members: idsOf(tests), dependencies: [] });
  for (const task of found.others) addEdges(made, task, [id], 'phase');
  return [id, ...idsOf(others)];
}

/** The order of tasks in a row, by their `[P]` marks. */
function partOrder(made: Made, part: readonly PlacedTask[]): void {
  const taskOf = new Map(part.map((task) => [task.id, task]));
  const row = part.map(({ id, parallel, optional }) => ({ id, waits: !parallel, counts: !optional }));
  const makeJoint = (members: readonly string[], before: string): string => {
    const id = made.groupId(`before-${before}`);
    const span = taskOf.get(before)?.span;
    if (span) made.groups.push({ id, kind: 'phase', title: `before ${before}`, span, members, dependencies: [] });
    return id;
  };
  const waits = sequence(row, makeJoint);
  for (const task of part) {
    const step = task.stepAfter !== undefined && taskOf.has(task.stepAfter) ? [task.stepAfter] : [];
    addEdges(made, task, [...(waits.get(task.id) ?? []), ...step], 'order');
  }
}
