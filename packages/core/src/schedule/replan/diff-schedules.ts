import { compareText } from '../../model/compare-text.js';
import { changeReasons, type ChangeReasons } from './change-reasons.js';
import { measureMoves, type MoveOptions } from './measure-moves.js';
import type { PlannedWork } from './plan-state.js';
import type { DiffGroup, RootCause, ScheduleDiff, TaskChange } from './schedule-diff.js';

/**
 * What is different between two plans and why: each change with the task that brings it about directly, all changes grouped
 * by the task with which the chain of reasons begins. What is done or running is a fact: it appears as a cause only.
 *
 * *Ties*: causes of as many changes by id, then kind. *Complexity*: that of `measureMoves` and `holds`; where tasks change
 * workers without changing their time, one look at the tasks for each.
 */
export function diffSchedules(before: PlannedWork, after: PlannedWork, options: MoveOptions = {}): ScheduleDiff {
  const moves = measureMoves(before, after, options);
  const reasons = changeReasons(before, after, { state: options.state, tolerance: options.tolerance ?? 0 });
  const groups = new Map<string, { readonly cause: RootCause | undefined; readonly changes: TaskChange[] }>();
  for (const kind of ['shifted', 'moved', 'added', 'removed'] as const) {
    for (const id of moves[kind]) {
      const cause = reasons.causeOf(id);
      const key = cause === undefined ? '' : keyOf(cause);
      const known = groups.get(key) ?? { cause, changes: [] };
      groups.set(key, known);
      known.changes.push(changeOf(id, kind, reasons));
    }
  }
  const startOf = ({ from, to }: TaskChange): number => to?.start ?? from?.start ?? 0;
  const sorted = [...groups].map(([key, { cause, changes }]): DiffGroup & { readonly key: string } => ({
    key,
    ...(cause ? { cause } : {}),
    changes: changes.sort((a, b) => startOf(a) - startOf(b) || compareText(a.id, b.id)),
  }));
  sorted.sort(
    (a, b) =>
      Number(a.cause === undefined) - Number(b.cause === undefined) ||
      b.changes.length - a.changes.length ||
      compareText(a.key, b.key),
  );
  return {
    makespan: { before: before.schedule.makespan, after: after.schedule.makespan },
    moves,
    groups: sorted.map(({ key: _, ...group }) => group),
  };
}

function keyOf(cause: RootCause): string {
  return `${cause.id} ${cause.kind} ${cause.kind === 'dependency' ? cause.on : ''}`;
}

function changeOf(id: string, kind: TaskChange['kind'], { placement, reasonOf }: ChangeReasons): TaskChange {
  const [from, to, because] = [placement('before', id), placement('after', id), reasonOf(id)];
  return { id, kind, ...(from ? { from } : {}), ...(to ? { to } : {}), ...(because ? { because } : {}) };
}
