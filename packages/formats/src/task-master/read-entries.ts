import type { Node } from 'jsonc-parser';
import { field, listField, objectFields, reportField } from '../fields/object-fields.js';
import type { Fields, Reading } from '../fields/object-fields.js';

/** One task or subtask as it stands in the file. */
export interface TaskEntry {
  readonly node: Node;
  readonly fields: Fields;
  /** The id as written, a subtask's behind its parent's: `5.2`. Empty where there is none. */
  readonly writtenId: string;
  readonly parent: TaskEntry | undefined;
  /** The subtasks, in document order. */
  readonly children: readonly TaskEntry[];
}

/**
 * Every task and subtask of one `tasks` array in document order, a task before its subtasks.
 * What is no object is reported and left out.
 */
export function readEntries(reading: Reading, tasks: Node): TaskEntry[] {
  const entries: TaskEntry[] = [];
  const roots: TaskEntry[] = [];
  const pending = (tasks.type === 'array' ? (tasks.children ?? []) : []).map((node) => ({
    node,
    parent: undefined as TaskEntry | undefined,
    siblings: roots,
  }));
  pending.reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, parent, siblings } = next;
    if (node.type !== 'object') {
      reportField(reading, node, { field: parent ? 'subtasks' : 'tasks', expected: 'an array of objects' });
      continue;
    }
    const fields = objectFields(node);
    const children: TaskEntry[] = [];
    const entry: TaskEntry = { node, fields, writtenId: readId(reading, { node, fields, parent }), parent, children };
    siblings.push(entry);
    entries.push(entry);
    const subtasks = listField(reading, fields, 'subtasks');
    for (const subtask of [...subtasks].reverse()) pending.push({ node: subtask, parent: entry, siblings: children });
  }
  return entries;
}

function readId(reading: Reading, entry: Omit<TaskEntry, 'writtenId' | 'children'>): string {
  // Third-party list-shaped files call it `code`.
  const node = field(entry.fields, 'id') ?? field(entry.fields, 'code');
  const local = node && idText(reading, node);
  if (!local) {
    reportField(reading, node ?? entry.node, { field: 'id', expected: 'a number or a string' });
    return '';
  }
  const prefix = entry.parent ? `${entry.parent.writtenId}.` : '';
  return local.startsWith(prefix) ? local : prefix + local;
}

/** An id as text; undefined for a value that cannot be one. A number as it is written: `1.10` is not `1.1`. */
export function idText({ source }: Reading, node: Node): string | undefined {
  if (node.type === 'number') return source.text.slice(node.offset, node.offset + node.length);
  return typeof node.value === 'string' ? node.value.trim() : undefined;
}
