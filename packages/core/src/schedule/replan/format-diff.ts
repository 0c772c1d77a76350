import { formatDuration } from '../../model/duration.js';
import { checkWholeNumber } from '../check-whole-number.js';
import type { ChangeReason, DiffGroup, RootCause, ScheduleDiff, TaskChange } from './schedule-diff.js';

const DEFAULT_LIMIT = 12;

/**
 * A diff in words, for people: when the plan ends, how many tasks changed, then each cause with what it changes, at most
 * `limit` tasks in all. *Throws* `RangeError` for a limit that is not a whole number ≥ 0.
 *
 * *Example*:
 * ```text
 * ends at 9 h, 1 h later
 * 12 tasks stay as they are, 2 start at another time, 1 moves
 * api takes 2 h longer:
 *   web starts 1 h later: it waits for api
 *   docs goes to worker 1: worker 0 is busy with api
 * ```
 */
export function formatDiff(diff: ScheduleDiff, limit: number = DEFAULT_LIMIT): readonly string[] {
  checkWholeNumber('limit', limit, 0);
  const { before, after } = diff.makespan;
  const end = `ends at ${formatDuration(after)}`;
  const lines = [before === after ? `${end}, as before` : `${end}, ${formatShift(after - before)}`, counts(diff)];
  let left = limit;
  let hidden = 0;
  for (const group of diff.groups) {
    const shown = group.changes.slice(0, left);
    hidden += group.changes.length - shown.length;
    left -= shown.length;
    if (shown.length > 0) lines.push(...formatGroup(group, shown));
  }
  if (hidden > 0) lines.push(`… and ${hidden} more`);
  return lines;
}

function counts({ moves: { kept, shifted, moved, added, removed } }: ScheduleDiff): string {
  const parts = [
    [kept.length, 'stays as it is', 'stay as they are'],
    [shifted.length, 'starts at another time', 'start at another time'],
    [moved.length, 'moves', 'move'],
    [added.length, 'is new', 'are new'],
    [removed.length, 'is gone', 'are gone'],
  ] as const;
  const told = parts.filter(([count]) => count > 0);
  if (told.length === 0) return 'no task is left';
  return told
    .map(([count, one, many], position) => {
      const tasks = position > 0 ? '' : count === 1 ? ' task' : ' tasks';
      return `${count}${tasks} ${count === 1 ? one : many}`;
    })
    .join(', ');
}

/** What a cause says of itself is not said again. */
function formatGroup({ cause }: DiffGroup, shown: readonly TaskChange[]): readonly string[] {
  const others = shown.filter((change) => !isSaidBy(cause, change));
  if (others.length === 0) return [formatCause(cause)];
  return [`${formatCause(cause)}:`, ...others.map((change) => `  ${formatChange(change)}`)];
}

function isSaidBy(cause: RootCause | undefined, { id, kind, from, to, because }: TaskChange): boolean {
  if (cause?.id !== id) return false;
  if (kind === 'added' || kind === 'removed') return true;
  const isOff = cause.kind === 'late' || cause.kind === 'early';
  return isOff && because === undefined && from?.worker === to?.worker;
}

function formatCause(cause: RootCause | undefined): string {
  if (!cause) return 'a shorter order of the rest';
  const { id } = cause;
  switch (cause.kind) {
    case 'longer':
    case 'shorter':
      return `${id} takes ${formatDuration(cause.ms)} ${cause.kind}`;
    case 'late':
      return `${id} is ${formatDuration(cause.ms)} late`;
    case 'early':
      return `${id} is ${formatDuration(cause.ms)} early`;
    case 'failed':
      return `${id} failed`;
    case 'added':
      return `${id} is new`;
    case 'removed':
      return `${id} is gone`;
    case 'dependency':
      return `${id} waits for ${cause.on} now`;
  }
}

function formatChange({ id, kind, from, to, because }: TaskChange): string {
  const reason = because ? `: ${formatReason(because)}` : '';
  if (!from || !to) return `${id} is ${kind === 'added' ? 'new' : 'gone'}`;
  const shift = to.start === from.start ? '' : formatShift(to.start - from.start);
  if (from.worker !== to.worker) {
    return `${id} goes to worker ${to.worker}${shift === '' ? '' : `, ${shift}`}${reason}`;
  }
  return `${id} starts ${shift}${reason}`;
}

function formatShift(later: number): string {
  return `${formatDuration(Math.abs(later))} ${later > 0 ? 'later' : 'earlier'}`;
}

function formatReason(because: ChangeReason): string {
  switch (because.kind) {
    case 'dependency':
      return `it waits for ${because.on}`;
    case 'mutex':
      return `${because.on} holds ${because.mutex}`;
    case 'resource':
      return `${because.on} takes ${because.resource}`;
    case 'worker':
      return `worker ${because.worker} is busy with ${because.on}`;
    case 'freed':
      return `${because.on} is out of the way`;
    case 'gone':
      return `worker ${because.worker} is gone`;
  }
}
