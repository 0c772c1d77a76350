import type { TaskStatus } from '@nx-crest/core';
import type { NoteChange, StatusChange, StatusEdit, TextEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { flowIds } from './flow-plan.js';
import { flowStatus, statusOfClass } from './flow-status.js';
import { ganttIds, ganttStatus } from './gantt-plan.js';
import { planDiagrams } from './parse.js';
import { readFlowcharts, type ChartNode, type Flowcharts } from './read-flowchart.js';
import { readGantt, type GanttRow } from './read-gantt.js';

const TAG: Readonly<Partial<Record<TaskStatus, string>>> = { todo: '', done: 'done', 'in-progress': 'active' };

/** The edit of a gantt row's tag, or of a node's `:::class`. */
export function editMermaidStatus(source: SourceText, change: StatusChange): StatusEdit {
  const found = findTask(source, change.taskId);
  if (!found || change.tag !== undefined)
    return { kind: 'refused', reason: `no diagram has a task "${change.taskId}"` };
  return 'row' in found ? editRow(found.row, change.status) : editNode(source, found, change.status);
}

/** The edit that adds a comment below a task's line. */
export function editMermaidNote(source: SourceText, { taskId, tag, text }: NoteChange): StatusEdit {
  const found = findTask(source, taskId);
  if (!found || tag !== undefined) return { kind: 'refused', reason: `no diagram has a task "${taskId}"` };
  const first = 'row' in found ? found.row.lineNumber : found.node.span.end.line;
  let last = first;
  while (/^\s*%%(?!\{)/.test(source.lineText(last + 1))) last++;
  if ('node' in found && lastOnLine(found.charts, first) !== found.node) {
    return { kind: 'refused', reason: 'other nodes stand behind it in its line' };
  }
  const { end } = source.lineSpan(last);
  const indent = /^\s*/.exec(source.lineText(first))?.[0] ?? '';
  const lineEnd = /\r\n|\r|\n/.exec(source.text)?.[0] ?? '\n';
  return { kind: 'edit', edit: { start: end.offset, end: end.offset, text: `${lineEnd}${indent}%% ${text}` } };
}

type Found = { readonly row: GanttRow } | { readonly node: ChartNode; readonly charts: Flowcharts };

function findTask(source: SourceText, id: string): Found | undefined {
  const diagrams = planDiagrams(source);
  if (diagrams[0]?.kind === 'gantt') {
    const { rows, ids } = ganttIds(source, readGantt(source, diagrams).rows);
    const row = rows[ids.indexOf(id)];
    return row && { row };
  }
  const charts = readFlowcharts(source, diagrams);
  const node = [...charts.nodes.values()][flowIds(charts).ids.indexOf(id)];
  return node && { node, charts };
}

function editRow({ line, lineStart }: GanttRow, status: TaskStatus): StatusEdit {
  const text = TAG[status];
  if (text === undefined) return { kind: 'refused', reason: `a gantt chart has no tag for "${status}"` };
  if (ganttStatus(line.tags.map((tag) => tag.text)) === status) return { kind: 'unchanged' };
  const own = line.tags.filter((tag) => tag.text === 'done' || tag.text === 'active');
  const edit = own.length === 1 ? editTag(line, own[0], text) : rewriteTags(line, text);
  return { kind: 'edit', edit: { ...edit, start: lineStart + edit.start, end: lineStart + edit.end } };
}

function nextItem(line: GanttRow['line'], from: number): number | undefined {
  const { id, startDate, endDate, duration, after, until, tags, unread } = line;
  const references = [...after, ...until].map((piece) => ({ ...piece, start: piece.start - 'after '.length }));
  const pieces = [
    ...tags,
    ...unread,
    ...references,
    ...[id, startDate, endDate, duration].filter((piece) => piece !== undefined),
  ];
  const starts = pieces.map(({ start }) => start).filter((start) => start > from);
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

function editTag(line: GanttRow['line'], tag: GanttRow['line']['id'], text: string): TextEdit {
  const { start = 0, end = 0 } = tag ?? {};
  if (text !== '') return { start, end, text };
  const next = nextItem(line, start);
  if (next !== undefined) return { start, end: next, text: '' };
  const before = line.tags.findLast((other) => other.end < start);
  return { start: before?.end ?? start, end, text: '' };
}

/** A row without such a tag gets one in front; one with two gets them replaced. */
function rewriteTags({ tags, tagsStart }: GanttRow['line'], text: string): TextEdit {
  const end = tags.at(-1)?.end ?? tagsStart;
  const others = tags.map((tag) => tag.text).filter((tag) => tag !== 'done' && tag !== 'active');
  const hadStatus = others.length < tags.length;
  if (!hadStatus) return { start: tagsStart, end: tagsStart, text: `${text}, ` };
  return { start: tagsStart, end, text: [text, ...others].filter((tag) => tag !== '').join(', ') };
}

function editNode(
  source: SourceText,
  { node, charts }: Extract<Found, { node: unknown }>,
  status: TaskStatus,
): StatusEdit {
  if ((flowStatus(node) ?? 'todo') === status) return { kind: 'unchanged' };
  const reason = whyFixed(source, node);
  if (reason !== undefined) return { kind: 'refused', reason };
  const { style, span } = node;
  const name = [...charts.styles].find((known) => statusOfClass(known) === status);
  if (style?.start === undefined) {
    if (name === undefined) return { kind: 'refused', reason: `no class of the diagram says "${status}"` };
    return { kind: 'edit', edit: { start: span.end.offset, end: span.end.offset, text: `:::${name}` } };
  }
  const end = style.start + style.text.length;
  if (name !== undefined) return { kind: 'edit', edit: { start: style.start, end, text: name } };
  if (status === 'todo') return { kind: 'edit', edit: { start: style.start - 3, end, text: '' } };
  return { kind: 'refused', reason: `no class of the diagram says "${status}"` };
}

/** Why a node's class cannot be replaced, or given. */
function whyFixed(source: SourceText, node: ChartNode): string | undefined {
  const { style, span } = node;
  if (!style) {
    if (flowStatus(node) !== undefined) return 'its status stands in its label';
    return source.text.startsWith(':::', span.end.offset) ? 'it has a class already' : undefined;
  }
  if (style.start === undefined) return 'its class stands on a line for several nodes';
  return statusOfClass(style.text) === undefined ? `it has the class "${style.text}" already` : undefined;
}

/** A comment belongs to the node mentioned last before it. */
function lastOnLine({ nodes, edges }: Flowcharts, line: number): ChartNode | undefined {
  const mentions = edges
    .flatMap(({ before, after }) => [...before, ...after])
    .filter(({ span }) => span.end.line === line);
  const own = [...nodes.values()].filter(({ span }) => span.end.line === line);
  const all = [
    ...mentions.map(({ key, span }) => ({ node: nodes.get(key), span })),
    ...own.map((node) => ({ node, span: node.span })),
  ];
  return all.sort((a, b) => a.span.end.offset - b.span.end.offset).at(-1)?.node;
}
