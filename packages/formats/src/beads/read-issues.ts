import { diagnostic, type Diagnostic, type NotTask } from '@nx-crest/core';
import { field, objectFields, reportField, textField, type Fields, type Reading } from '../fields/object-fields.js';
import { assignIds } from '../ids/assign-ids.js';
import { readJsonLines } from '../json/read-json-lines.js';
import type { JsonNode } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';

/** One issue that is work, as it stands in its line. */
export interface Issue {
  readonly node: JsonNode;
  readonly fields: Fields;
  /** Empty where the line has none. */
  readonly written: string;
  readonly title: string;
  readonly type: string;
  /** The id in the plan. */
  readonly id: string;
}

/** What parsing and edits both need of a file. */
export interface IssueFile {
  readonly issues: readonly Issue[];
  /** From an id as written to the index of its issue; of one that occurs twice, the first. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Ids of records that are no work, and nothing waits for: deleted issues, and others that are closed. */
  readonly gone: ReadonlySet<string>;
  readonly notTasks: readonly NotTask[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Types of records by which agents talk and are known to each other; `bd ready` never offers them. */
const NO_WORK = new Set(['message', 'event', 'agent', 'role', 'rig', 'convoy', 'slot']);

/** Reads the lines of a beads export. *Complexity*: linear. */
export function readIssues(source: SourceText): IssueFile {
  const reading: Reading = { source, diagnostics: [] };
  const notTasks: NotTask[] = [];
  const gone = new Set<string>();
  const found: Omit<Issue, 'id'>[] = [];
  for (const line of readJsonLines(source)) {
    const problem = 'root' in line ? noObject(source, line.root) : line;
    if (problem || !('root' in line)) {
      if (problem) reading.diagnostics.push(diagnostic('CREST240', { reason: problem.reason }, { span: problem.span }));
      notTasks.push({ span: source.lineSpan(line.line), reason: 'a line that is no JSON object' });
      continue;
    }
    const fields = objectFields(line.root);
    const written = readId(reading, fields);
    const reason = reasonAgainst(fields);
    if (reason === undefined) {
      const title = textField(reading, fields, 'title')?.trim() ?? '';
      found.push({ node: line.root, fields, written, title, type: textOf(fields, 'issue_type') });
      continue;
    }
    if (['tombstone', 'closed', 'pinned'].includes(textOf(fields, 'status'))) gone.add(written);
    notTasks.push({ span: source.lineSpan(line.line), reason });
  }
  const { ids, diagnostics } = assignIds(
    found.map(({ node, fields, written, title }) => {
      const place = field(fields, 'id') ?? node;
      const span = source.spanAt(place.offset, place.offset + place.length);
      return { written: written === '' ? undefined : written, title, span };
    }),
  );
  const issues = found.map((issue, index) => ({ ...issue, id: ids[index] ?? '' }));
  const indexOf = new Map(issues.map(({ written }, index) => [written, index] as const).reverse());
  return { issues, indexOf, gone, notTasks, diagnostics: [...reading.diagnostics, ...diagnostics] };
}

function noObject(source: SourceText, { type, offset, length }: JsonNode) {
  return type === 'object' ? undefined : { reason: `it is ${type}`, span: source.spanAt(offset, offset + length) };
}

function readId(reading: Reading, fields: Fields): string {
  const node = field(fields, 'id');
  if (!node) return '';
  if (typeof node.value === 'string') return node.value.trim();
  reportField(reading, node, { field: 'id', expected: 'a string' });
  return '';
}

/** Why a record is no work; undefined for an issue. */
function reasonAgainst(fields: Fields): string | undefined {
  const record = textOf(fields, '_type');
  if (record !== '' && record !== 'issue') return `a record of the type "${record}"`;
  if (textOf(fields, 'status') === 'tombstone') return 'a deleted issue';
  if (field(fields, 'is_template')?.value === true) return 'a template';
  const type = textOf(fields, 'issue_type');
  if (NO_WORK.has(type)) return `a record of the type "${type}"`;
  const isIssue = ['title', 'status', 'issue_type', 'description'].some((name) => field(fields, name));
  return isIssue ? undefined : 'a record without a title';
}

/** A field's text, without a word where it is something else. */
export function textOf(fields: Fields, name: string): string {
  const value: unknown = field(fields, name)?.value;
  return typeof value === 'string' ? value.trim() : '';
}
