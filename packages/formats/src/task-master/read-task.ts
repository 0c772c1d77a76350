import { diagnostic } from '@nx-crest/core';
import type { DocumentEstimate, FileMention, PlanDependency, PlanGroup, PlanTask, TaskStatus } from '@nx-crest/core';
import type { Node } from 'jsonc-parser';
import { documentEstimate } from '../duration/document-estimate.js';
import { field, listField, objectFields, reportField, textField } from '../fields/object-fields.js';
import type { Fields, Reading } from '../fields/object-fields.js';
import type { TagEntries } from './read-document.js';
import { idText } from './read-entries.js';
import type { TaskEntry } from './read-entries.js';
import { statusOfWord } from './status-words.js';

/** An entry without subtasks. */
export function readTask(reading: Reading, tag: TagEntries, entry: TaskEntry): PlanTask {
  const { fields, node } = entry;
  const assignee = textField(reading, fields, 'assignee')?.trim();
  const estimate = readEffort(reading, fields);
  const details = readDetails(reading, fields);
  const task: PlanTask = {
    id: tag.idOfEntry.get(entry) ?? '',
    title: tag.titleOfEntry.get(entry) ?? '',
    status: readStatus(reading, fields) ?? 'todo',
    span: spanOf(reading, node),
    optional: false,
    parallel: false,
    dependencies: readDependencies(reading, tag, entry),
    files: readFiles(reading, fields),
    labels: readLabels(reading, fields),
  };
  // Not spread into the literal: that takes longer than all the rest of this function.
  return Object.assign(task, assignee && { assignee }, estimate && { estimate }, details && { details });
}

/** An entry with subtasks: they are the work, it holds them together. */
export function readGroup(reading: Reading, tag: TagEntries, entry: TaskEntry): PlanGroup {
  const status = readStatus(reading, entry.fields);
  return {
    id: tag.idOfEntry.get(entry) ?? '',
    kind: 'group',
    title: tag.titleOfEntry.get(entry) ?? '',
    span: spanOf(reading, entry.node),
    members: entry.children.map((child) => tag.idOfEntry.get(child) ?? ''),
    dependencies: readDependencies(reading, tag, entry),
    ...(status ? { status } : {}),
  };
}

function readStatus(reading: Reading, fields: Fields): TaskStatus | undefined {
  const word = textField(reading, fields, 'status');
  if (word === undefined) return undefined;
  const status = statusOfWord(word);
  const node = field(fields, 'status');
  if (!status && node) reading.diagnostics.push(diagnostic('CREST215', { word }, { span: spanOf(reading, node) }));
  return status;
}

function readDependencies(reading: Reading, tag: TagEntries, entry: TaskEntry): PlanDependency[] {
  const dependencies: PlanDependency[] = [];
  for (const node of listField(reading, entry.fields, 'dependencies')) {
    const written = idText(reading, node);
    if (!written) {
      reportField(reading, node, { field: 'dependencies', expected: 'an array of ids' });
      continue;
    }
    const meant = meantId(tag, entry, written);
    dependencies.push({ on: tag.idOf.get(meant) ?? meant, origin: 'explicit', span: spanOf(reading, node) });
  }
  return dependencies;
}

/** Between subtasks `2` is the sibling `5.2`; `2.1`, and an id that no sibling has, counts from the top. */
function meantId(tag: TagEntries, entry: TaskEntry, written: string): string {
  if (!entry.parent || written.includes('.')) return written;
  const sibling = `${entry.parent.writtenId}.${written}`;
  return /^\d+$/.test(written) || tag.idOf.has(sibling) ? sibling : written;
}

function readLabels(reading: Reading, fields: Fields): string[] {
  const tags = listField(reading, fields, 'tags').map((node) => (typeof node.value === 'string' ? node.value : ''));
  return [textField(reading, fields, 'priority') ?? '', ...tags].filter((label) => label !== '');
}

function readFiles(reading: Reading, fields: Fields): FileMention[] {
  return listField(reading, fields, 'relevantFiles').flatMap((file) => {
    const node = file.type === 'object' ? field(objectFields(file), 'path') : file;
    return node && typeof node.value === 'string' ? [{ path: node.value, span: spanOf(reading, node) }] : [];
  });
}

/** `effort` is free text of other tools; only one with a unit (`2h`) is a duration. */
function readEffort(reading: Reading, fields: Fields): DocumentEstimate | undefined {
  const metadata = field(fields, 'metadata');
  const node = field(fields, 'effort') ?? (metadata && field(objectFields(metadata), 'effort'));
  if (typeof node?.value !== 'string') return undefined;
  return documentEstimate(reading.source, { start: node.offset + 1, end: node.offset + node.length - 1 });
}

function readDetails(reading: Reading, fields: Fields): string {
  return ['description', 'details', 'testStrategy']
    .map((name) => textField(reading, fields, name)?.trim() ?? '')
    .filter((text) => text !== '')
    .join('\n\n');
}

function spanOf({ source }: Reading, node: Node): PlanTask['span'] {
  return source.spanAt(node.offset, node.offset + node.length);
}
