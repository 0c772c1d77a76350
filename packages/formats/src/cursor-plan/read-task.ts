import {
  diagnostic,
  MINUTE,
  type DocumentEstimate,
  type FileMention,
  type PlanDependency,
  type PlanTask,
} from '@nx-crest/core';
import { findFiles } from '../checkbox/find-files.js';
import { documentEstimate } from '../duration/document-estimate.js';
import { field, type Fields, type Reading } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';
import { spanOf, type PlanHead, type Todo } from './read-todos.js';
import { statusOfWord } from './status-words.js';

const DEPENDENCIES = ['dependencies', 'blockedBy', 'blocked_by', 'dependsOn', 'depends_on'];
const LABELS = ['skill', 'domain', 'changeType', 'priority', 'tags'];
const DETAILS = ['content', 'intent', 'description', 'suggestedChanges'];

/** The task of one todo; what order implies is added later. */
export function readTask(reading: Reading, head: PlanHead, index: number): PlanTask | undefined {
  const todo = head.todos[index];
  if (!todo) return undefined;
  const { fields, node, title } = todo;
  const [assignee] = texts(field(fields, 'agent') ?? field(fields, 'assignee'));
  const estimate = readEstimate(reading, fields);
  const details = DETAILS.flatMap((name) => texts(field(fields, name)).map((text) => text.trim()));
  const body = details.filter((text) => text !== '' && text !== title).join('\n\n');
  return {
    id: head.ids[index] ?? '',
    title,
    status: readStatus(reading, todo),
    span: spanOf(reading.source, node),
    optional: false,
    parallel: false,
    dependencies: readDependencies(reading, head, todo),
    files: readFiles(reading, fields),
    labels: LABELS.flatMap((name) => texts(field(fields, name))),
    ...(assignee === undefined ? {} : { assignee }),
    ...(estimate ? { estimate } : {}),
    ...(body === '' ? {} : { details: body }),
  };
}

function readStatus(reading: Reading, { fields }: Todo): PlanTask['status'] {
  const node = field(fields, 'status');
  if (!node) return 'todo';
  const status = typeof node.value === 'string' ? statusOfWord(node.value) : undefined;
  if (!status) {
    const word = String(node.value ?? reading.source.text.slice(node.offset, node.offset + node.length));
    reading.diagnostics.push(diagnostic('CREST215', { word }, { span: spanOf(reading.source, node) }));
  }
  return status ?? 'todo';
}

/** `[a, b]`, a list in lines, or one id. */
function readDependencies({ source }: Reading, { idOf }: PlanHead, { fields }: Todo): readonly PlanDependency[] {
  const found = new Map<string, PlanDependency>();
  for (const name of DEPENDENCIES) {
    for (const node of items(field(fields, name))) {
      if (typeof node.value !== 'string' || node.value.trim() === '') continue;
      const written = node.value.trim();
      const on = idOf.get(written) ?? written;
      if (!found.has(on)) found.set(on, { on, origin: 'explicit', span: spanOf(source, node) });
    }
  }
  return [...found.values()];
}

/** Whether a todo says what it waits for, or that it waits for nothing. */
export function statesDependencies({ fields }: Todo): boolean {
  return DEPENDENCIES.some((name) => field(fields, name) !== undefined);
}

function readFiles({ source }: Reading, fields: Fields): readonly FileMention[] {
  const files = new Map<string, FileMention>();
  for (const name of ['files', ...DETAILS]) {
    for (const { offset, length } of items(field(fields, name))) {
      for (const file of findFiles(source, offset, offset + length))
        if (!files.has(file.path)) files.set(file.path, file);
    }
  }
  return [...files.values()];
}

/** `estimate: 2h`, `estimate_mins: 30`; other values are no durations. */
function readEstimate({ source }: Reading, fields: Fields): DocumentEstimate | undefined {
  const minutes = field(fields, 'estimate_mins') ?? field(fields, 'estimateMins');
  const node = minutes ?? field(fields, 'estimate') ?? field(fields, 'duration');
  if (typeof node?.value !== 'string') return undefined;
  const quoted = /^["']/.test(source.text.slice(node.offset)) ? 1 : 0;
  const place = { start: node.offset + quoted, end: node.offset + node.length - quoted };
  return documentEstimate(source, { ...place, unit: minutes ? MINUTE : undefined });
}

function items(node: JsonNode | undefined): readonly JsonNode[] {
  if (!node) return [];
  return node.type === 'array' ? (node.children ?? []) : [node];
}

function texts(node: JsonNode | undefined): readonly string[] {
  return items(node).flatMap(({ value }) => (typeof value === 'string' && value.trim() !== '' ? [value] : []));
}
