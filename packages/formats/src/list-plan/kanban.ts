import type { TaskStatus } from '@nx-crest/core';
import type { Entry } from '../checkbox/read-entries.js';
import type { Heading } from '../markdown/read-blocks.js';

const COLUMNS: ReadonlyMap<string, TaskStatus> = new Map([
  ...['ready', 'todo', 'to do', 'backlog', 'next', 'up next', 'open'].map((name) => [name, 'todo'] as const),
  ...['in progress', 'doing', 'wip', 'in review', 'review'].map((name) => [name, 'in-progress'] as const),
  ...['blocked', 'waiting'].map((name) => [name, 'blocked'] as const),
  ...['done', 'completed', 'finished'].map((name) => [name, 'done'] as const),
  ...['deferred', 'on hold', 'later', 'icebox', 'someday', 'postponed'].map((name) => [name, 'deferred'] as const),
]);

/**
 * The headings that are columns of a kanban board (`In Progress`, `🚧 Blocked (2)`), by line, with the status that they
 * stand for. One alone makes no board: `## Review` may be a phase.
 *
 * *Complexity*: O(headings).
 */
export function kanbanColumns(headings: readonly Heading[]): ReadonlyMap<number, TaskStatus> {
  const found = headings.flatMap(({ line, text }) => {
    const status = COLUMNS.get(columnName(text));
    return status === undefined ? [] : [[line, status] as const];
  });
  return new Map(new Set(found.map(([, status]) => status)).size > 1 ? found : []);
}

function columnName(heading: string): string {
  const letters = heading.slice(0, 40).replace(/[^\p{L}\s-]/gu, '');
  return letters
    .replace(/[\s-]+/g, ' ')
    .trim()
    .toLowerCase();
}

/**
 * Entries with the status of the column that they stand in. A box that says more than "not done" counts more, and an
 * empty one below "Done" is not done.
 *
 * *Complexity*: O(entries + headings).
 */
export function withColumns(entries: readonly Entry[], headings: readonly Heading[]): readonly Entry[] {
  const columns = kanbanColumns(headings);
  if (columns.size === 0) return entries;
  let next = 0;
  let column: { readonly level: number; readonly status: TaskStatus } | undefined;
  return entries.map((entry) => {
    for (let heading = headings[next]; heading && heading.line < entry.box.line; heading = headings[++next]) {
      const status = columns.get(heading.line);
      if (status !== undefined) column = { level: heading.level, status };
      else if (column && heading.level <= column.level) column = undefined;
    }
    const status = column?.status ?? 'todo';
    return entry.status === 'todo' && status !== 'done' ? { ...entry, status } : entry;
  });
}
