import { compareDiagnostics, diagnostic } from '@nx-crest/core';
import type { DocumentEstimate, FileMention, Plan, PlanDependency, PlanTask, TaskStatus } from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import { field, listField, objectFields, reportField, type Fields, type Reading } from '../fields/object-fields.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { priorityOrder, type PriorityOrder } from './order-edges.js';
import { priorityOf } from './priority.js';
import { idText, readStories, text, type Story, type StoryFile } from './read-stories.js';
import { writtenStatus } from './status.js';

const ORDER_POLICY =
  'a story waits for all stories of a smaller priority number, those without one come last in the order of the file; a story with "dependsOn" waits only for what that names';

const DEPENDENCIES = ['dependsOn', 'depends_on', 'dependencies', 'blockedBy', 'blocked_by'];
const FILES = ['files', 'touches', 'sharedFiles', 'filesToModify'];
const CRITERIA = ['acceptanceCriteria', 'acceptance_criteria', 'steps'];

/** Reads a `prd.json`: one task per story. *Complexity*: O(n log n). */
export function parseRalph(source: SourceText): ParsedDocument {
  const file = readStories(source);
  const reading: Reading = { source, diagnostics: [...file.diagnostics] };
  const explicit = new Map(file.stories.map(({ id, fields }) => [id, readDependencies(reading, file, fields)]));
  const order = priorityOrder(
    file.stories.map((story) => ({
      id: story.id,
      span: spanOf(reading, story),
      priority: priorityOf(field(story.fields, 'priority')?.value),
      stated: DEPENDENCIES.some((name) => field(story.fields, name) !== undefined),
      waitsFor: (explicit.get(story.id) ?? []).map(({ on }) => on),
    })),
  );
  const title = titleOf(file);
  const plan: Plan = {
    format: 'ralph',
    path: source.path,
    ...(title === undefined ? {} : { title }),
    tasks: file.stories.map((story) => readTask(reading, story, { explicit, order })),
    groups: order.joints,
    notTasks: [],
    waves: [],
    orderPolicy: ORDER_POLICY,
  };
  return { plans: [plan], diagnostics: reading.diagnostics.sort(compareDiagnostics) };
}

function titleOf({ root }: StoryFile): string | undefined {
  return root && ['project', 'name', 'title', 'branchName'].map((name) => text(root, name)).find((one) => one !== '');
}

interface Edges {
  readonly explicit: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly order: PriorityOrder;
}

function readTask(reading: Reading, story: Story, { explicit, order }: Edges): PlanTask {
  const { id, title, fields } = story;
  const assignee = text(fields, 'assignee');
  const estimate = readEstimate(reading, fields);
  const details = readDetails(fields);
  const task: PlanTask = {
    id,
    title,
    status: readStatus(reading, fields),
    span: spanOf(reading, story),
    optional: false,
    parallel: false,
    dependencies: [...(explicit.get(id) ?? []), ...(order.of.get(id) ?? [])],
    files: readFiles(reading, fields),
    labels: readLabels(reading, fields),
  };
  return Object.assign(task, assignee && { assignee }, estimate && { estimate }, details && { details });
}

function readStatus({ source, diagnostics }: Reading, fields: Fields): TaskStatus {
  const written = writtenStatus(fields);
  if (written && !written.status) {
    const [start, end] = [written.node.offset, written.node.offset + written.node.length];
    const word = source.text.slice(start, end).slice(0, 40).replaceAll('"', '');
    diagnostics.push(diagnostic('CREST215', { word }, { span: source.spanAt(start, end) }));
  }
  return written?.status ?? 'todo';
}

function readDependencies(reading: Reading, { idOf }: StoryFile, fields: Fields): readonly PlanDependency[] {
  return DEPENDENCIES.flatMap((name) =>
    listField(reading, fields, name).flatMap((node): readonly PlanDependency[] => {
      const written = idText(reading.source, node);
      if (written === undefined) {
        reportField(reading, node, { field: name, expected: 'a list of ids' });
        return [];
      }
      const span = reading.source.spanAt(node.offset, node.offset + node.length);
      return [{ on: idOf.get(written) ?? written, origin: 'explicit', span }];
    }),
  );
}

/** Files that tools for parallel stories let a story name: strings, or objects with a `file` or `path`. */
function readFiles(reading: Reading, fields: Fields): readonly FileMention[] {
  const implementation = field(fields, 'implementation');
  const inside = implementation?.type === 'object' ? objectFields(implementation) : undefined;
  const lists = [...FILES.map((name) => field(fields, name)), inside && field(inside, 'files')];
  return lists.flatMap((list) =>
    (list?.type === 'array' ? (list.children ?? []) : []).flatMap((entry) => {
      const named = entry.type === 'object' ? objectFields(entry) : undefined;
      const node = named ? (field(named, 'file') ?? field(named, 'path')) : entry;
      if (!node || typeof node.value !== 'string') return [];
      return [{ path: node.value, span: reading.source.spanAt(node.offset, node.offset + node.length) }];
    }),
  );
}

function readLabels(reading: Reading, fields: Fields): readonly string[] {
  const priority: unknown = field(fields, 'priority')?.value;
  const first = typeof priority === 'number' ? `P${priority}` : text(fields, 'priority');
  const lists = ['labels', 'tags'].flatMap((name) => listField(reading, fields, name));
  const all = [first, text(fields, 'category'), ...lists.map(({ value }) => (typeof value === 'string' ? value : ''))];
  return [...new Set(all.filter((label) => label !== ''))];
}

/** Free text of other tools; only one with a unit (`2h`) is a duration. */
function readEstimate(reading: Reading, fields: Fields): DocumentEstimate | undefined {
  const node = ['estimate', 'effort'].map((name) => field(fields, name)).find((one) => typeof one?.value === 'string');
  return node && documentEstimate(reading.source, { start: node.offset + 1, end: node.offset + node.length - 1 });
}

function readDetails(fields: Fields): string {
  const criteria = CRITERIA.flatMap((name) => {
    const list = field(fields, name);
    if (list && list.type !== 'array') return [text(fields, name)];
    return (list?.children ?? []).flatMap(({ value }) => (typeof value === 'string' ? [`- ${value.trim()}`] : []));
  });
  return [text(fields, 'description'), criteria.join('\n'), text(fields, 'notes')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function spanOf({ source }: Reading, { node }: Story): PlanTask['span'] {
  return source.spanAt(node.offset, node.offset + node.length);
}
