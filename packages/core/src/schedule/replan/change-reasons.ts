import { milliseconds } from '../../model/duration.js';
import { at, itemAt } from '../../graph/at.js';
import { neighbours } from '../../graph/adjacency.js';
import { holds, type Hold } from '../holds.js';
import { NO_WORKER } from '../schedule.js';
import { isOutOfWay } from './out-of-way.js';
import type { PlannedWork, PlanState } from './plan-state.js';
import { rootCauses, type CauseStep } from './root-causes.js';
import type { ChangeReason, Placement, RootCause } from './schedule-diff.js';

/** One plan, by id. */
interface Side extends PlannedWork {
  readonly held: readonly (Hold | undefined)[];
}

/** Answers why. Ids are of tasks in either plan. */
export interface ChangeReasons {
  readonly placement: (side: 'before' | 'after', id: string) => Placement | undefined;
  readonly reasonOf: (id: string) => ChangeReason | undefined;
  /** The root of the task's own change. */
  readonly causeOf: (id: string) => RootCause | undefined;
}

/**
 * Why tasks start at other times or with other workers than before. Later: the task that held it last in the new plan, if
 * that ended after the old start. Earlier: the task that held it in the old plan and is out of its way. Only another worker:
 * what its old worker does instead. From there on, task by task, to one that changed by itself.
 *
 * *Complexity*: that of `holds`, and `O(V)` for all causes together, each kept once found.
 */
export function changeReasons(
  before: PlannedWork,
  after: PlannedWork,
  { state, tolerance }: { readonly state: PlanState | undefined; readonly tolerance: number },
): ChangeReasons {
  const old: Side = { ...before, held: holds(before.problem, before.schedule) };
  const now: Side = { ...after, held: holds(after.problem, after.schedule) };

  function reasonOf(id: string): ChangeReason | undefined {
    const [from, to] = [placementIn(old, id), placementIn(now, id)];
    if (!from || !to) return undefined;
    if (to.start > from.start) {
      const hold = holdOf(now, id);
      const holdsBack = hold !== undefined && at(now.schedule.finish, hold.on) > from.start;
      return holdsBack ? withName(hold, now) : undefined;
    }
    if (to.start < from.start) return freedReason(old, now, id);
    return from.worker === to.worker || from.worker === NO_WORKER ? undefined : insteadOn(now, from);
  }

  /** What changed by itself, not because of another. */
  function ownCause(id: string): RootCause | undefined {
    const [from, to] = [placementIn(old, id), placementIn(now, id)];
    if (state?.progress.get(id)?.kind === 'failed') return { kind: 'failed', id };
    if (!from) return { kind: 'added', id };
    if (!to) return { kind: 'removed', id };
    const more = to.finish - to.start - (from.finish - from.start);
    if (Math.abs(more) <= tolerance) return undefined;
    return { kind: more > 0 ? 'longer' : 'shorter', id, ms: milliseconds(Math.abs(more)) };
  }

  /** What a task passes on is more what made it start at another time than that it takes another time itself. */
  function passesOn(cause: RootCause): boolean {
    const [from, to] = [placementIn(old, cause.id), placementIn(now, cause.id)];
    if (!from || !to || (cause.kind !== 'longer' && cause.kind !== 'shorter')) return false;
    return (cause.kind === 'longer' ? to.start - from.start : from.start - to.start) > cause.ms;
  }

  /** Of a task without a reason: it is off by itself if it should have begun by now, or has. */
  function offCause(id: string): RootCause | undefined {
    const [from, to] = [placementIn(old, id), placementIn(now, id)];
    if (!from || !to || from.start === to.start) return undefined;
    const hasBegun = state !== undefined && Math.min(from.start, to.start) < state.now;
    const ms = milliseconds(Math.abs(to.start - from.start));
    return hasBegun && ms > tolerance ? { kind: to.start > from.start ? 'late' : 'early', id, ms } : undefined;
  }

  function isNewDependency(id: string, { kind, on }: { readonly kind: string; readonly on: string }): boolean {
    const [from, to] = [placementIn(old, on), placementIn(now, on)];
    return kind === 'dependency' && from !== undefined && to?.finish === from.finish && !waitsFor(old, id, on);
  }

  function stepFrom(id: string): CauseStep {
    const otherwise = ownCause(id);
    if (otherwise && !passesOn(otherwise)) return { root: otherwise };
    const reason = reasonOf(id);
    if (!reason || !('on' in reason)) return { root: offCause(id), otherwise };
    if (isNewDependency(id, reason)) return { root: { kind: 'dependency', id, on: reason.on } };
    return { next: reason.on, otherwise };
  }
  const rootOf = rootCauses(stepFrom);

  return {
    placement: (side, id) => placementIn(side === 'before' ? old : now, id),
    reasonOf,
    causeOf(id) {
      const own = ownCause(id);
      if (own && own.kind !== 'longer' && own.kind !== 'shorter') return own;
      const reason = reasonOf(id); // that a task takes longer does not make it start later
      if (!reason || !('on' in reason)) return offCause(id);
      return isNewDependency(id, reason) ? { kind: 'dependency', id, on: reason.on } : rootOf(reason.on);
    },
  };
}

function placementIn({ problem, schedule }: PlannedWork, id: string): Placement | undefined {
  const task = problem.graph.indexOf.get(id);
  if (task === undefined) return undefined;
  return { start: at(schedule.start, task), finish: at(schedule.finish, task), worker: at(schedule.worker, task) };
}

function holdOf({ problem, held }: Side, id: string): Hold | undefined {
  return held[problem.graph.indexOf.get(id) ?? -1];
}

/** Of a task that begins earlier than before. */
function freedReason(old: Side, now: Side, id: string): ChangeReason | undefined {
  const hold = holdOf(old, id);
  const [from, to] = [placementIn(old, id), placementIn(now, id)];
  if (!hold || !from || !to) return undefined;
  const on = itemAt(old.problem.graph.ids, hold.on);
  const waits = hold.kind !== 'dependency' || waitsFor(now, id, on);
  const other = { was: placementIn(old, on), is: placementIn(now, on) };
  return isOutOfWay(hold.kind, { from, to, waits }, other) ? { kind: 'freed', on } : undefined;
}

function withName(hold: Hold, { problem }: PlannedWork): ChangeReason {
  return { ...hold, on: itemAt(problem.graph.ids, hold.on) };
}

/** What the worker does now at the time of the old slot; of several tasks the first by index. */
function insteadOn({ problem, schedule }: PlannedWork, { start, finish, worker }: Placement): ChangeReason | undefined {
  if (worker >= schedule.workers) return { kind: 'gone', worker };
  for (const [task, id] of problem.graph.ids.entries()) {
    const overlaps = at(schedule.start, task) < finish && at(schedule.finish, task) > start;
    if (overlaps && at(schedule.worker, task) === worker) return { kind: 'worker', on: id, worker };
  }
  return undefined;
}

function waitsFor({ problem: { graph } }: PlannedWork, id: string, on: string): boolean {
  const [task, other] = [graph.indexOf.get(id), graph.indexOf.get(on)];
  return task !== undefined && other !== undefined && neighbours(graph.predecessors, task).includes(other);
}
