import type { Node } from 'jsonc-parser';
import { field, objectFields, reportField } from '../fields/object-fields.js';
import type { Reading } from '../fields/object-fields.js';

/** One list of tasks in the file. */
export interface TagTasks {
  /** Undefined for the list of a legacy or list-shaped file. */
  readonly tag: string | undefined;
  /** The array of tasks; anything else has been reported. */
  readonly tasks: Node;
  /** Where the tag's name stands; for a list without a tag, the list. */
  readonly place: Node;
  /** The tag's whole entry; undefined without a tag. */
  readonly entry: Node | undefined;
}

/**
 * The lists of tasks in a file: one per tag (`{ "<tag>": { "tasks": [] } }`), one without a tag (`{ "tasks": [] }`),
 * or the file itself (`[]`). Other fields, such as `metadata`, are ignored.
 */
export function readTags(reading: Reading, root: Node): TagTasks[] {
  if (root.type === 'array') return [{ tag: undefined, tasks: root, place: root, entry: undefined }];
  if (root.type !== 'object') {
    reportField(reading, root, { field: 'tasks', expected: 'an array, in an object' });
    return [];
  }
  const found = new Map<string | undefined, TagTasks>();
  for (const property of root.children ?? []) {
    const next = tasksOf(reading, property);
    if (!next) continue;
    if (found.has(next.tag)) {
      reportField(reading, next.place, { field: next.tag ?? 'tasks', expected: 'a name that occurs once' });
    } else found.set(next.tag, next);
  }
  return [...found.values()];
}

function tasksOf(reading: Reading, property: Node): TagTasks | undefined {
  const [key, value] = property.children ?? [];
  if (!key || !value) return undefined;
  // The parser gives property names as strings.
  const name = String(key.value);
  const tagged = value.type === 'object';
  const tasks = tagged ? field(objectFields(value), 'tasks') : name === 'tasks' ? value : undefined;
  if (!tasks) return undefined;
  if (tasks.type !== 'array') reportField(reading, tasks, { field: 'tasks', expected: 'an array' });
  return { tag: tagged ? name : undefined, tasks, place: key, entry: tagged ? property : undefined };
}
