import { compareDiagnostics, diagnostic } from '@nx-crest/core';
import type { Diagnostic, PlanDependency, PlanGroup, PlanTask, TaskStatus } from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds } from '../ids/assign-ids.js';
import type { AssignedIds } from '../ids/assign-ids.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { collectWaves, waveGroups } from '../waves/collect-waves.js';
import { readTrees } from './read-trees.js';
import type { TreeRow } from './read-trees.js';

const ORDER_POLICY =
  'trees name no dependency: the rows of one agent run in the order listed, and each wave waits for the wave before it';

/** Reads the trees of a document. *Complexity*: linear in the text. */
export function parseAsciiTree(source: SourceText): ParsedDocument {
  const rows = readTrees(source);
  const assigned = assignRowIds(source, rows);
  const idOf = new Map(rows.map((row, index) => [row, assigned.ids[index] ?? '']));
  const members = membersOf(rows, idOf);
  const leaves = rows.filter((row) => !members.has(row));
  const order = agentOrder(leaves, idOf);
  const waves = collectWaves(leaves.map((row) => ({ id: idOf.get(row) ?? '', wave: row.wave })));
  const plan = {
    format: 'ascii-tree',
    path: source.path,
    tasks: leaves.map((row) => readTask(source, row, { id: idOf.get(row) ?? '', dependencies: order.get(row) ?? [] })),
    groups: [
      ...[...members].map(([row, ids]) => readGroup(source, row, { id: idOf.get(row) ?? '', members: ids })),
      ...(waves.length > 1 ? waveGroups(waves, assigned.ids) : []),
    ],
    notTasks: [],
    waves: waves.map(({ wave }) => wave),
    orderPolicy: ORDER_POLICY,
  };
  const unreadable = leaves.flatMap((row) => reportDuration(source, row));
  return { plans: [plan], diagnostics: [...assigned.diagnostics, ...unreadable].sort(compareDiagnostics) };
}

/** The hours of a tree are the plan: what looks like hours and is not read must not become a default unnoticed. */
function reportDuration(source: SourceText, { head: { duration }, offset }: TreeRow): readonly Diagnostic[] {
  if (!duration || duration.readable) return [];
  const span = source.spanAt(offset + duration.start, offset + duration.end);
  return [diagnostic('CREST209', { text: source.text.slice(span.start.offset, span.end.offset) }, { span })];
}

/** The ids of the rows, for parsing and for status edits alike. */
export function assignRowIds(source: SourceText, rows: readonly TreeRow[]): AssignedIds {
  return assignIds(
    rows.map(({ head, offset }) => {
      const start = offset + head.idStart;
      return { written: head.id, title: head.title, span: source.spanAt(start, start + head.id.length) };
    }),
  );
}

/** What a row's box or tick says; undefined where it has neither. */
export function statusOfRow(source: SourceText, { head, offset }: TreeRow): TaskStatus | undefined {
  if (head.box === undefined) return head.ticked ? 'done' : undefined;
  return statusOfText(`[${source.text.charAt(offset + head.box)}]`);
}

/** The rows that have rows with ids below them, with the ids of those. */
function membersOf(rows: readonly TreeRow[], idOf: ReadonlyMap<TreeRow, string>): ReadonlyMap<TreeRow, string[]> {
  const members = new Map<TreeRow, string[]>();
  for (const row of rows) {
    if (!row.parent) continue;
    const known = members.get(row.parent);
    const id = idOf.get(row) ?? '';
    if (known) known.push(id);
    else members.set(row.parent, [id]);
  }
  return members;
}

/** One agent does one thing at a time: in a wave, each row waits for the row before it of the same agent. */
function agentOrder(
  rows: readonly TreeRow[],
  idOf: ReadonlyMap<TreeRow, string>,
): ReadonlyMap<TreeRow, readonly PlanDependency[]> {
  const last = new Map<string, string>();
  const order = new Map<TreeRow, readonly PlanDependency[]>();
  for (const row of rows) {
    if (row.assignee === undefined) continue;
    const key = `${row.wave?.span.start.offset ?? ''} ${row.assignee}`;
    const before = last.get(key);
    if (before !== undefined) order.set(row, [{ on: before, origin: 'order', span: row.span }]);
    last.set(key, idOf.get(row) ?? '');
  }
  return order;
}

function readTask(source: SourceText, row: TreeRow, facts: Pick<PlanTask, 'id' | 'dependencies'>): PlanTask {
  const { duration, title } = row.head;
  const place = duration && { start: row.offset + duration.start, end: row.offset + duration.end };
  const estimate = place && documentEstimate(source, place);
  return {
    ...facts,
    title,
    status: statusOfRow(source, row) ?? 'todo',
    span: row.span,
    optional: false,
    parallel: false,
    files: [],
    labels: [],
    ...(row.assignee === undefined ? {} : { assignee: row.assignee }),
    ...(estimate ? { estimate } : {}),
    ...(row.details.length > 0 ? { details: row.details.join('\n') } : {}),
  };
}

function readGroup(source: SourceText, row: TreeRow, facts: Pick<PlanGroup, 'id' | 'members'>): PlanGroup {
  const status = statusOfRow(source, row);
  const { title } = row.head;
  return { ...facts, kind: 'group', title, span: row.span, dependencies: [], ...(status ? { status } : {}) };
}
