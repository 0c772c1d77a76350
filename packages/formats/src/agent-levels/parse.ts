import { compareDiagnostics, diagnostic } from '@nx-crest/core';
import type { NotTask, Plan, PlanGroup, PlanTask, TaskStatus } from '@nx-crest/core';
import { readBoxes } from '../checkbox/read-boxes.js';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds } from '../ids/assign-ids.js';
import { readBlocks } from '../markdown/read-blocks.js';
import { freeIds } from '../order/free-id.js';
import { keepAcyclic } from '../order/soft-edges.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { levelEdges, type LevelEdges, type PlacedRow } from './level-edges.js';
import { readLevels, type Level, type Stream } from './read-levels.js';

const ORDER_POLICY =
  'a level waits for what triggers it, else for the level before it, and never for what "never blocks"; within a level ' +
  'everything runs side by side, but for "Then:" and hand-offs ("needs Ines\'s design"), which wait for what they name';

/** The rows of all levels with their ids, for parsing and for status edits alike. */
export function placedRows(levels: readonly Level[]): readonly PlacedRow[] {
  const rows = levels.flatMap(({ rows: own }, level) => own.map((row) => ({ row, level })));
  const claims = rows.map(({ row }) => {
    const agent = row.agent ?? row.stream?.agent;
    return { written: undefined, title: agent === undefined ? row.title : `${agent} ${row.title}`, span: row.span };
  });
  const { ids } = assignIds(claims);
  return rows.map(({ row, level }, index) => ({ id: ids[index] ?? '', row, level }));
}

/** Reads the levels of a document. *Complexity*: linear in the text and the edges. */
export function parseAgentLevels(source: SourceText): ParsedDocument {
  const levels = readLevels(source);
  const rows = placedRows(levels);
  const makeId = freeIds(rows.map(({ id }) => id));
  const edges = levelEdges(source, levels, { rows, makeId });
  const tasks = rows.map((placed) => readTask(source, placed, edges));
  const hard = [...tasks, ...edges.groups, ...edges.joints];
  const { kept, dropped } = keepAcyclic(hard, edges.handOffs);
  const title = readBlocks(source).headings.find(({ level }) => level === 1)?.text;
  const plan: Plan = {
    format: 'agent-levels',
    path: source.path,
    ...(title === undefined ? {} : { title }),
    tasks: tasks.map((task) => ({ ...task, dependencies: [...task.dependencies, ...(kept.get(task.id) ?? [])] })),
    groups: [...edges.groups, ...edges.joints, ...streamGroups(rows, makeId)],
    notTasks: boxesOutside(source, levels),
    waves: edges.groups
      .filter(({ id, members }) => members.length > 0 && !id.endsWith('-gate'))
      .map(({ title: name, span, members }) => ({ title: name, span, taskIds: members })),
    orderPolicy: ORDER_POLICY,
  };
  const cycles = dropped.map(({ id, on, span }) => diagnostic('CREST251', { id, on }, { span }));
  return { plans: [plan], diagnostics: [...edges.diagnostics, ...cycles].sort(compareDiagnostics) };
}

function streamGroups(rows: readonly PlacedRow[], makeId: (wanted: string) => string): PlanGroup[] {
  const members = new Map<Stream, string[]>();
  for (const { id, row } of rows) {
    if (!row.stream) continue;
    const known = members.get(row.stream);
    if (known) known.push(id);
    else members.set(row.stream, [id]);
  }
  return [...members].map(([{ title, span }, ids]) => {
    return { id: makeId(title), kind: 'group', title, span, members: ids, dependencies: [] };
  });
}

function readTask(source: SourceText, { id, row }: PlacedRow, { steps }: LevelEdges): PlanTask {
  const assignee = row.agent ?? row.stream?.agent;
  const place = row.duration;
  const estimate = place && documentEstimate(source, { start: row.offset + place.start, end: row.offset + place.end });
  const details = row.details.join('\n');
  return {
    id,
    title: row.title,
    status: statusOfRow(source, row) ?? 'todo',
    span: row.span,
    optional: row.optional,
    parallel: row.labels.some((label) => /^independent$/i.test(label)),
    dependencies: steps.get(id) ?? [],
    files: [],
    labels: row.role === undefined || row.role === row.title ? row.labels : [row.role, ...row.labels],
    ...(assignee === undefined ? {} : { assignee }),
    ...(estimate ? { estimate } : {}),
    ...(details === '' ? {} : { details }),
  };
}

/** What a box or a tick in a row says. */
export function statusOfRow(source: SourceText, row: PlacedRow['row']): TaskStatus | undefined {
  if (row.box !== undefined) return statusOfText(`[${source.text.charAt(row.offset + row.box)}]`);
  const text = source.text.slice(row.offset, row.span.end.offset);
  return /[✅✔✓☑]/.test(text) ? 'done' : undefined;
}

/** Check lists beside the levels ask whether the plan was kept to. */
function boxesOutside(source: SourceText, levels: readonly Level[]): readonly NotTask[] {
  const inLevels = new Set(levels.flatMap(({ rows }) => rows.map(({ span }) => span.start.line)));
  return readBoxes(source, readBlocks(source))
    .filter(({ line }) => !inLevels.has(line))
    .map(({ line }) => ({ span: source.lineSpan(line), reason: 'a check list outside of the levels' }));
}
