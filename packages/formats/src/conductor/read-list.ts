import type { TaskStatus } from '@nx-crest/core';
import { readList, type EntryPlace, type ListDocument } from '../checkbox/list-document.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { SourceText } from '../source/source-text.js';
import { readTaskLine, type TaskLine } from './task-line.js';

/** Reads the boxes of a Conductor `plan.md`; indented ones are sub-tasks. *Complexity*: O(n). */
export function readConductorList(source: SourceText): ListDocument {
  return readList(source, {
    statuses: { ' ': 'todo', x: 'done', X: 'done', '~': 'in-progress' },
    refine: refineEntries,
    parentOf: () => (entry) => entry.parent,
  });
}

function refineEntries(entries: readonly Entry[], { source }: EntryPlace): readonly Entry[] {
  const lines = entries.map((entry) => readTaskLine(entry.box.text.trim()));
  const hasNumbers = areDistinct(lines);
  const statuses: TaskStatus[] = [];
  return entries.map((entry, index): Entry => {
    const { title, number, commit, isGate } = lines[index] ?? readTaskLine(source.lineText(entry.box.line));
    // Conductor ticks the task and often leaves its sub-tasks: what is finished as a whole is finished in its parts.
    const isDone = entry.parent !== undefined && statuses[entry.parent] === 'done';
    const status = isDone ? 'done' : entry.status;
    statuses.push(status);
    const labels = [...entry.labels, ...(isGate ? ['gate'] : []), ...(commit === undefined ? [] : [commit])];
    const own = number === undefined ? entry : { ...entry, title };
    const written = hasNumbers ? (number ?? entry.written) : entry.written;
    return { ...own, written, title: titleOf(entry, title), labels, status };
  });
}

/** A line with an id of its own (`1.1 Title`) keeps the title behind it. */
function titleOf(entry: Entry, title: string): string {
  return entry.written === undefined && entry.labels.length === 0 ? title : readTaskLine(entry.title).title;
}

/** The numbers of tasks are ids as long as they do not start again in each phase. */
function areDistinct(lines: readonly TaskLine[]): boolean {
  const numbers = lines.flatMap(({ number }) => number ?? []);
  return new Set(numbers).size === numbers.length;
}
