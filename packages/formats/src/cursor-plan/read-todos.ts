import type { Diagnostic } from '@nx-crest/core';
import { field, objectFields, reportField, type Fields, type Reading } from '../fields/object-fields.js';
import { assignIds } from '../ids/assign-ids.js';
import type { JsonNode } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';
import { frontMatter } from '../yaml/front-matter.js';
import { readYaml } from '../yaml/read-yaml.js';

/** One entry of the list `todos`. */
export interface Todo {
  readonly node: JsonNode;
  readonly fields: Fields;
  readonly written: string | undefined;
  readonly title: string;
}

/** The front matter of a plan. */
export interface PlanHead {
  readonly name: string | undefined;
  readonly todos: readonly Todo[];
  /** One for each todo. */
  readonly ids: readonly string[];
  readonly idOf: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `todos` of the front matter. What is no object is CREST208 and left out. *Complexity*: linear. */
export function readPlanHead(source: SourceText): PlanHead {
  const part = frontMatter(source);
  if (!part) return { name: undefined, todos: [], ids: [], idOf: new Map(), diagnostics: [] };
  const { root, diagnostics: problems } = readYaml(source, part);
  const reading: Reading = { source, diagnostics: [...problems] };
  const head = root?.type === 'object' ? objectFields(root) : new Map<string, JsonNode>();
  const list = field(head, 'todos');
  if (list && list.type !== 'array') reportField(reading, list, { field: 'todos', expected: 'a list' });
  const entries = list?.type === 'array' ? (list.children ?? []) : [];
  const todos = entries.flatMap((node) => readTodo(reading, node, problems.length > 0));
  const claims = todos.map(({ node, written, title }) => ({ written, title, span: spanOf(source, node) }));
  const { ids, idOf, diagnostics } = assignIds(claims);
  const name: unknown = field(head, 'name')?.value;
  return {
    name: typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined,
    todos,
    ids,
    idOf,
    diagnostics: [...reading.diagnostics, ...diagnostics],
  };
}

/** The place of a value. */
export function spanOf(source: SourceText, { offset, length }: JsonNode) {
  return source.spanAt(offset, offset + length);
}

function readTodo(reading: Reading, node: JsonNode, isBroken: boolean): readonly Todo[] {
  if (node.type === 'string' && typeof node.value === 'string') {
    return [{ node, fields: new Map(), written: undefined, title: node.value }];
  }
  if (node.type !== 'object') {
    reportField(reading, node, { field: 'todos', expected: 'a list of objects' });
    return [];
  }
  const own = objectFields(node);
  const content = field(own, 'content') ?? field(own, 'title');
  const isTorn = content?.type === 'object' && isBroken;
  // "content: Search: a page" is no YAML, and people write it: the rest of the todo hangs on the second colon.
  const fields = isTorn ? new Map([...objectFields(content), ...own]) : own;
  const text = isTorn ? reading.source.text.slice(content.offset) : textOf(content);
  if (content && text === undefined) reportField(reading, content, { field: 'content', expected: 'a string' });
  return [{ node, fields, ...namesOf(fields, text ?? '') }];
}

function namesOf(fields: Fields, text: string): Pick<Todo, 'written' | 'title'> {
  const id = textOf(field(fields, 'id'))?.trim() ?? '';
  const title = firstLine(text);
  const otherwise = id === '' ? 'todo' : id;
  return { written: id === '' ? undefined : id, title: title === '' ? otherwise : title };
}

function textOf(node: JsonNode | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined;
}

function firstLine(text: string): string {
  return (/^\s*([^\r\n]*)/.exec(text)?.[1] ?? '').trim();
}
