import type { TaskStatus } from '@nx-crest/core';

/** spec-kitty's lanes; the first word of each status is the one that we write. */
const LANES: Readonly<Record<TaskStatus, readonly string[]>> = {
  todo: ['planned', 'todo', 'genesis'],
  // What is reviewed or approved is not merged: nothing that depends on it may start.
  'in-progress': ['doing', 'in_progress', 'claimed', 'for_review', 'in_review', 'review', 'approved'],
  blocked: ['blocked'],
  done: ['done', 'merged'],
  deferred: [],
  cancelled: ['canceled', 'cancelled'],
};

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map(
  Object.entries(LANES).flatMap(([status, words]) =>
    // The keys of a record typed by `TaskStatus`.
    words.map((word) => [word, status as TaskStatus] as const),
  ),
);

/** The status of a lane; undefined for a word that spec-kitty does not have. */
export function statusOfLane(lane: string): TaskStatus | undefined {
  return STATUSES.get(lane.trim().toLowerCase().replaceAll('-', '_'));
}

/** The lane to write for a status; undefined where spec-kitty has none. */
export function laneOfStatus(status: TaskStatus): string | undefined {
  return LANES[status][0];
}
