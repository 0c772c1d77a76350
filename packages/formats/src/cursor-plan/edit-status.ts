import { field } from '../fields/object-fields.js';
import type { StatusChange, StatusEdit } from '../plan-format.js';
import { insertLineBehind } from '../source/insert-line.js';
import type { SourceText } from '../source/source-text.js';
import { editScalar } from '../yaml/edit-scalar.js';
import { readPlanHead, type Todo } from './read-todos.js';
import { statusOfWord, wordForStatus } from './status-words.js';

/** The edit of one `status` value, or of the place behind `id` where the todo has none. */
export function editCursorStatus(source: SourceText, change: StatusChange): StatusEdit {
  const { todos, ids, diagnostics } = readPlanHead(source);
  const todo = change.tag === undefined ? todos[ids.indexOf(change.taskId)] : undefined;
  if (!todo) return { kind: 'refused', reason: `the document has no task "${change.taskId}"` };
  if (diagnostics.some(({ code }) => code === 'CREST223')) {
    return { kind: 'refused', reason: 'the front matter is not valid YAML' };
  }
  const node = field(todo.fields, 'status');
  // No word and one that means nothing are read as todo.
  const current = (typeof node?.value === 'string' ? statusOfWord(node.value) : undefined) ?? 'todo';
  if (current === change.status) return { kind: 'unchanged' };
  const used = new Set(todos.map(({ fields }) => String(field(fields, 'status')?.value)));
  const word = wordForStatus(change.status, used);
  if (word === undefined) return { kind: 'refused', reason: `this format has no word for "${change.status}"` };
  if (node) return { kind: 'edit', edit: editScalar(source, node, word) };
  return insertStatus(source, todo, word);
}

/** In a line of its own below `id: …`, or in the braces behind it. */
function insertStatus(source: SourceText, todo: Todo, word: string): StatusEdit {
  const id = field(todo.fields, 'id');
  const key = id && todo.node.children?.find(({ children }) => children?.[1] === id);
  if (!id || !key) return { kind: 'refused', reason: 'the todo has no "id" to write a status behind' };
  const end = id.offset + id.length;
  if (source.text[todo.node.offset] === '{')
    return { kind: 'edit', edit: { start: end, end, text: `, status: ${word}` } };
  const { line, column } = source.spanAt(key.offset, key.offset).start;
  return { kind: 'edit', edit: insertLineBehind(source, line, `${' '.repeat(column - 1)}status: ${word}`) };
}
