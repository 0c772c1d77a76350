import { compareDiagnostics, diagnostic, EDGE_ORIGINS } from '@nx-crest/core';
import type {
  EdgeOrigin,
  OutsideDependency,
  Plan,
  PlanDependency,
  PlanGroup,
  PlanTask,
  TaskStatus,
} from '@nx-crest/core';
import {
  field,
  listField,
  objectFields,
  reportField,
  textField,
  type Fields,
  type Reading,
} from '../fields/object-fields.js';
import { assignIds } from '../ids/assign-ids.js';
import { readJson, type JsonNode } from '../json/read-json.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readEstimate } from './read-estimate.js';

/** The words for a status are the model's own. */
export const STATUSES: ReadonlySet<unknown> = new Set([
  'todo',
  'in-progress',
  'blocked',
  'done',
  'deferred',
  'cancelled',
]);

const ORIGINS: ReadonlySet<unknown> = new Set(EDGE_ORIGINS);
const ORDER_POLICY = 'only "dependsOn" counts; order implies nothing';

/** Reads a plan that was written as JSON. *Complexity*: linear in the text. */
export function parseCrestPlan(source: SourceText): ParsedDocument {
  const { root, diagnostics } = readJson(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const plans = root ? [readPlan(reading, root)] : [];
  return { plans, diagnostics: reading.diagnostics.sort(compareDiagnostics) };
}

function readPlan(reading: Reading, root: JsonNode): Plan {
  const fields = objectFields(root);
  const [tasks, groups] = [entriesOf(reading, fields, 'tasks'), entriesOf(reading, fields, 'groups')];
  const { ids, idOf, diagnostics } = assignIds(
    [...tasks, ...groups].map(({ node, fields: own }) => ({
      written: textField(reading, own, 'id'),
      title: textField(reading, own, 'title') ?? '',
      span: spanOf(reading, field(own, 'id') ?? node),
    })),
  );
  reading.diagnostics.push(...diagnostics);
  const title = textField(reading, fields, 'title');
  const outside = listField(reading, fields, 'outside').flatMap((node) => readOutside(reading, node));
  return {
    format: 'crest-plan',
    path: reading.source.path,
    ...(title === undefined ? {} : { title }),
    tasks: tasks.map((entry, index) => readTask(reading, entry, { id: ids[index] ?? '', idOf })),
    groups: groups.map((entry, index) => readGroup(reading, entry, { id: ids[tasks.length + index] ?? '', idOf })),
    notTasks: [],
    waves: [],
    orderPolicy: textField(reading, fields, 'orderPolicy') ?? ORDER_POLICY,
    ...(outside.length > 0 ? { outside } : {}),
  };
}

interface Entry {
  readonly node: JsonNode;
  readonly fields: Fields;
}

function entriesOf(reading: Reading, fields: Fields, name: string): readonly Entry[] {
  return listField(reading, fields, name).flatMap((node) => {
    if (node.type === 'object') return [{ node, fields: objectFields(node) }];
    reportField(reading, node, { field: name, expected: 'an array of objects' });
    return [];
  });
}

interface Naming {
  readonly id: string;
  readonly idOf: ReadonlyMap<string, string>;
}

function readTask(reading: Reading, { node, fields }: Entry, { id, idOf }: Naming): PlanTask {
  const [assignee, details] = [textField(reading, fields, 'assignee'), textField(reading, fields, 'details')];
  const estimate = readEstimate(reading, fields);
  return {
    id,
    title: textField(reading, fields, 'title') ?? id,
    status: readStatus(reading, fields) ?? 'todo',
    span: spanOf(reading, node),
    optional: field(fields, 'optional')?.value === true,
    parallel: field(fields, 'parallel')?.value === true,
    dependencies: dependenciesOf(reading, fields, idOf),
    files: texts(reading, fields, 'files').map(({ text, node: at }) => ({ path: text, span: spanOf(reading, at) })),
    labels: texts(reading, fields, 'labels').map(({ text }) => text),
    ...(assignee === undefined ? {} : { assignee }),
    ...(estimate ? { estimate } : {}),
    ...(details === undefined ? {} : { details }),
  };
}

function readGroup(reading: Reading, { node, fields }: Entry, { id, idOf }: Naming): PlanGroup {
  const status = readStatus(reading, fields);
  return {
    id,
    kind: 'group',
    title: textField(reading, fields, 'title') ?? id,
    span: spanOf(reading, node),
    members: texts(reading, fields, 'members').map(({ text }) => idOf.get(text) ?? text),
    dependencies: dependenciesOf(reading, fields, idOf),
    ...(status ? { status } : {}),
  };
}

/** `"dependsOn": ["a", { "id": "b", "origin": "order" }]`. */
function dependenciesOf(reading: Reading, fields: Fields, idOf: Naming['idOf']): readonly PlanDependency[] {
  return listField(reading, fields, 'dependsOn').flatMap((node) => {
    const own = node.type === 'object' ? objectFields(node) : undefined;
    const on: unknown = own ? field(own, 'id')?.value : node.value;
    const origin: unknown = own ? field(own, 'origin')?.value : 'explicit';
    if (typeof on === 'string' && ORIGINS.has(origin)) {
      return [{ on: idOf.get(on) ?? on, origin: origin as EdgeOrigin, span: spanOf(reading, node) }]; // checked right here
    }
    reportField(reading, node, {
      field: 'dependsOn',
      expected: 'an array of ids, or of objects with "id" and "origin"',
    });
    return [];
  });
}

function readStatus(reading: Reading, fields: Fields): TaskStatus | undefined {
  const [word, node] = [textField(reading, fields, 'status'), field(fields, 'status')];
  if (word === undefined || STATUSES.has(word)) return word as TaskStatus | undefined; // checked right here
  reading.diagnostics.push(diagnostic('CREST215', { word }, { span: spanOf(reading, node) }));
  return undefined;
}

function readOutside(reading: Reading, node: JsonNode): readonly OutsideDependency[] {
  const fields = objectFields(node);
  const [id, plan, on] = ['id', 'plan', 'on'].map((name) => textField(reading, fields, name));
  const named = { ...(id === undefined ? {} : { id }), ...(plan === undefined ? {} : { plan }) };
  return [{ ...named, ...(on === undefined ? {} : { on }), span: spanOf(reading, node) }];
}

function texts(
  reading: Reading,
  fields: Fields,
  name: string,
): readonly { readonly text: string; readonly node: JsonNode }[] {
  return listField(reading, fields, name).flatMap((node) => {
    if (typeof node.value === 'string') return [{ text: node.value, node }];
    reportField(reading, node, { field: name, expected: 'an array of strings' });
    return [];
  });
}

function spanOf({ source }: Reading, node: JsonNode | undefined): PlanTask['span'] {
  const start = node?.offset ?? 0;
  return source.spanAt(start, start + (node?.length ?? 0));
}
