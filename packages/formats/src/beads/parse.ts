import {
  compareDiagnostics,
  diagnostic,
  MINUTE,
  type DocumentEstimate,
  type OutsideDependency,
  type Plan,
  type PlanGroup,
  type PlanTask,
  type TaskStatus,
} from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import { field, listField, reportField, textField, type Fields, type Reading } from '../fields/object-fields.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readLinks, type IssueLinks } from './read-dependencies.js';
import { readIssues, textOf, type Issue, type IssueFile } from './read-issues.js';
import { statusOfWord } from './status-words.js';

const ORDER_POLICY =
  '"blocks", "conditional-blocks" and "waits-for" order issues, and a parent hands its own on to its children; numbers, priorities and the order of lines imply nothing';

/** Reads a beads export: issues with children are groups, the others tasks. *Complexity*: linear in the text. */
export function parseBeads(source: SourceText): ParsedDocument {
  const reading: Reading = { source, diagnostics: [] };
  const file = readIssues(source);
  const links = readLinks(reading, file);
  const isGroup = (index: number): boolean => (links.children[index]?.length ?? 0) > 0;
  const tasks = file.issues.flatMap((issue, index) =>
    isGroup(index) ? [] : [readTask(reading, issue, { links, index })],
  );
  const groups = file.issues.flatMap((issue, index) =>
    isGroup(index) ? [readGroup(reading, issue, { file, links, index })] : [],
  );
  const outside = [...file.issues.flatMap((issue) => readGate(reading, issue)), ...links.outside];
  const plan: Plan = {
    format: 'beads',
    path: source.path,
    tasks,
    groups,
    notTasks: file.notTasks,
    waves: [],
    orderPolicy: ORDER_POLICY,
    ...(outside.length > 0 ? { outside } : {}),
  };
  const diagnostics = [...file.diagnostics, ...links.diagnostics, ...reading.diagnostics];
  return { plans: [plan], diagnostics: diagnostics.sort(compareDiagnostics) };
}

function readTask(
  reading: Reading,
  issue: Issue,
  { links, index }: { readonly links: IssueLinks; readonly index: number },
): PlanTask {
  const { fields } = issue;
  const assignee = textOf(fields, 'assignee');
  const estimate = readEstimate(reading, fields);
  const details = readDetails(reading, fields);
  const task: PlanTask = {
    id: issue.id,
    title: issue.title || issue.id,
    status: readStatus(reading, fields),
    span: spanOf(reading, issue),
    optional: links.conditional[index] ?? false,
    parallel: false,
    dependencies: links.dependencies[index] ?? [],
    files: [],
    labels: readLabels(reading, issue),
  };
  return Object.assign(task, assignee && { assignee }, estimate && { estimate }, details && { details });
}

function readGroup(
  reading: Reading,
  issue: Issue,
  { file, links, index }: { readonly file: IssueFile; readonly links: IssueLinks; readonly index: number },
): PlanGroup {
  return {
    id: issue.id,
    kind: 'group',
    title: issue.title || issue.id,
    span: spanOf(reading, issue),
    members: (links.children[index] ?? []).map((child) => file.issues[child]?.id ?? ''),
    dependencies: links.dependencies[index] ?? [],
    status: readStatus(reading, issue.fields),
  };
}

function readStatus(reading: Reading, fields: Fields): TaskStatus {
  const word = textField(reading, fields, 'status');
  if (word === undefined || word.trim() === '') return 'todo'; // what beads takes it for
  const status = statusOfWord(word);
  const node = field(fields, 'status');
  if (!status && node) {
    const span = reading.source.spanAt(node.offset, node.offset + node.length);
    reading.diagnostics.push(diagnostic('CREST215', { word }, { span }));
  }
  // "pinned" beside another status: a marker, never worked off.
  return field(fields, 'pinned')?.value === true && status !== 'done' ? 'deferred' : (status ?? 'todo');
}

/** An open gate waits for what no task of the plan does: a person, a pull request, a point in time. */
function readGate(reading: Reading, { fields, type, id }: Issue): readonly OutsideDependency[] {
  const await_ = textOf(fields, 'await_type');
  if ((type !== 'gate' && await_ === '') || textOf(fields, 'status') === 'closed') return [];
  const node = field(fields, 'await_type') ?? field(fields, 'id');
  if (!node) return [];
  const on = textOf(fields, 'await_id');
  const span = reading.source.spanAt(node.offset, node.offset + node.length);
  return [{ id, ...(await_ === '' ? {} : { plan: await_ }), ...(on === '' ? {} : { on }), span }];
}

function readLabels(reading: Reading, { fields, type }: Issue): string[] {
  const priority: unknown = field(fields, 'priority')?.value;
  const labels = listField(reading, fields, 'labels').map(({ value }) => (typeof value === 'string' ? value : ''));
  const all = [typeof priority === 'number' ? `P${priority}` : '', type === 'task' ? '' : type, ...labels];
  return [...new Set(all.filter((label) => label !== ''))];
}

function readEstimate(reading: Reading, fields: Fields): DocumentEstimate | undefined {
  const node = field(fields, 'estimated_minutes');
  if (!node || node.value === 0) return undefined; // nobody has estimated it
  const place = { start: node.offset, end: node.offset + node.length, unit: MINUTE };
  const estimate = node.type === 'number' ? documentEstimate(reading.source, place) : undefined;
  if (!estimate) reportField(reading, node, { field: 'estimated_minutes', expected: 'a number of minutes' });
  return estimate;
}

function readDetails(reading: Reading, fields: Fields): string {
  return ['description', 'design', 'acceptance_criteria', 'notes']
    .map((name) => textField(reading, fields, name)?.trim() ?? '')
    .filter((text) => text !== '')
    .join('\n\n');
}

function spanOf({ source }: Reading, { node }: Issue): PlanTask['span'] {
  return source.spanAt(node.offset, node.offset + node.length);
}
