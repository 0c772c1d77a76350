import { field, objectFields } from '../fields/object-fields.js';
import { readJson, type JsonNode } from '../json/read-json.js';
import type { PlanFormat, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { parseCrestPlan, STATUSES } from './parse.js';

/** A plan with everything that this product knows of it, as JSON: what `crest convert --to json` writes. */
export const crestPlan: PlanFormat = {
  name: 'crest-plan',
  title: 'crest plan JSON',
  matchesPath: (path) => /(?:^|\/)(?:[^/]+[.])?crest-plan[.]json$/.test(path),
  matchesContent: ({ text }) => (/^\s*\{\s*"crestPlan"\s*:/.test(text) ? 1 : 0),
  parse: parseCrestPlan,
  editStatus,
};

/** The value of `status`, or the place for it behind the id. */
function editStatus(source: SourceText, { taskId, tag, status }: StatusChange): StatusEdit {
  const { root, diagnostics } = readJson(source);
  if (diagnostics.length > 0) return { kind: 'refused', reason: 'the file is not valid JSON' };
  const found = tag === undefined && root ? entryOf(root, taskId) : undefined;
  if (!found) return { kind: 'refused', reason: `the document has no task "${taskId}"` };
  const fields = objectFields(found);
  const written = field(fields, 'status');
  const current: unknown = written?.value;
  // No word and one that means nothing are read as todo.
  if ((STATUSES.has(current) ? current : 'todo') === status) return { kind: 'unchanged' };
  const text = JSON.stringify(status);
  if (written) return { kind: 'edit', edit: { start: written.offset, end: written.offset + written.length, text } };
  // It was found by its id, so there is one.
  const id = field(fields, 'id') ?? found;
  const end = id.offset + id.length;
  return { kind: 'edit', edit: { start: end, end, text: `, "status": ${text}` } };
}

function entryOf(root: JsonNode, id: string): JsonNode | undefined {
  const fields = objectFields(root);
  const entries = [...(field(fields, 'tasks')?.children ?? []), ...(field(fields, 'groups')?.children ?? [])];
  return entries.find((node) => node.type === 'object' && field(objectFields(node), 'id')?.value === id);
}
