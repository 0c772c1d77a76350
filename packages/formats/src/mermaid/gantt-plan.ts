import { milliseconds } from '@nx-crest/core';
import type {
  Diagnostic,
  DocumentEstimate,
  Milliseconds,
  Plan,
  PlanDependency,
  PlanGroup,
  PlanTask,
  TaskStatus,
} from '@nx-crest/core';
import { assignIds, type AssignedIds } from '../ids/assign-ids.js';
import { toTaskId } from '../ids/to-task-id.js';
import { freeIds } from '../order/free-id.js';
import { settleOrder } from '../order/settle-order.js';
import type { SourceText } from '../source/source-text.js';
import { ganttDuration, timeBetween } from './gantt-dates.js';
import { isMarker, readGantt, type GanttRow } from './read-gantt.js';
import type { Diagram } from './read-diagrams.js';

const ORDER_POLICY =
  'gantt: "after" and "until" are dependencies; a task without a start waits for the one before it in its chart; ' +
  'sections and start dates imply nothing';

/** The parts of a plan that the charts give. */
export interface DiagramPlan extends Pick<Plan, 'tasks' | 'groups' | 'notTasks' | 'orderPolicy'> {
  readonly title: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The rows of the charts with their ids, for parsing and for edits alike. */
export interface GanttIds extends AssignedIds {
  readonly rows: readonly GanttRow[];
}

/** Ids are local to a chart: one that an earlier chart has is changed without a word. */
export function ganttIds(source: SourceText, rows: readonly GanttRow[]): GanttIds {
  const chartOf = new Map<string, number>();
  const tasks = rows.filter((row) => !isMarker(row));
  const claims = tasks.map(({ line, lineStart, chart }) => {
    const written = line.id?.text;
    const place = line.id ?? line.title;
    const span = source.spanAt(lineStart + place.start, lineStart + place.end);
    if (written === undefined) return { written, title: line.title.text, span };
    const first = chartOf.get(written) ?? chart;
    chartOf.set(written, first);
    return first === chart ? { written, title: '', span } : { written: undefined, title: written, span };
  });
  return { ...assignIds(claims), rows: tasks };
}

/** Reads the gantt charts of a document as one plan. *Complexity*: linear. */
export function ganttPlan(source: SourceText, diagrams: readonly Diagram[]): DiagramPlan {
  const read = readGantt(source, diagrams);
  const { rows, ids, diagnostics } = ganttIds(source, read.rows);
  const references = idReader(rows, ids);
  const explicit = explicitEdges(source, { rows, ids, references });
  const order = orderEdges(rows, ids, explicit);
  const tasks = rows.map((row, index) => {
    const id = ids[index] ?? '';
    return readTask(source, row, { id, dependencies: [...(explicit.get(id) ?? []), ...(order.get(id) ?? [])] });
  });
  return {
    title: read.title,
    tasks,
    groups: sectionGroups(rows, ids),
    notTasks: read.rows.filter(isMarker).map(({ span }) => ({ span, reason: 'a line across the chart (vert)' })),
    orderPolicy: ORDER_POLICY,
    diagnostics: [...read.diagnostics, ...diagnostics],
  };
}

type References = (chart: number, written: string) => string;

/** What an id means in its own chart. */
function idReader(rows: readonly GanttRow[], ids: readonly string[]): References {
  const known = new Map<string, string>();
  rows.forEach(({ line, chart }, index) => {
    const key = `${chart} ${line.id?.text ?? ''}`;
    if (line.id && !known.has(key)) known.set(key, ids[index] ?? '');
  });
  return (chart, written) => known.get(`${chart} ${written}`) ?? toTaskId(written);
}

interface Reading {
  readonly rows: readonly GanttRow[];
  readonly ids: readonly string[];
  readonly references: References;
}

/** `after a b`, and `until c`: c cannot start before. */
function explicitEdges(source: SourceText, { rows, ids, references }: Reading): ReadonlyMap<string, PlanDependency[]> {
  const edges = new Map<string, Map<string, PlanDependency>>(ids.map((id) => [id, new Map()]));
  rows.forEach(({ line, lineStart, chart }, index) => {
    const id = ids[index] ?? '';
    const add = (from: string, on: string, piece: { start: number; end: number }): void => {
      const span = source.spanAt(lineStart + piece.start, lineStart + piece.end);
      const own = edges.get(from);
      if (own && !own.has(on)) own.set(on, { on, origin: 'explicit', span });
    };
    for (const piece of line.after) add(id, references(chart, piece.text), piece);
    for (const piece of line.until) {
      const later = references(chart, piece.text);
      // A name that nobody has must not get lost.
      if (edges.has(later)) add(later, id, piece);
      else add(id, later, piece);
    }
  });
  return new Map([...edges].map(([id, own]) => [id, [...own.values()]]));
}

/** A row without a start waits for the one before it; what `after` says comes first. */
function orderEdges(
  rows: readonly GanttRow[],
  ids: readonly string[],
  explicit: ReadonlyMap<string, readonly PlanDependency[]>,
): ReadonlyMap<string, readonly PlanDependency[]> {
  const rowOf = new Map(rows.map((row, index) => [ids[index] ?? '', row]));
  const settled = settleOrder(ids.map((id) => ({ id, prerequisites: (explicit.get(id) ?? []).map(({ on }) => on) })));
  const before = new Map<number, string>();
  const edges = new Map<string, readonly PlanDependency[]>();
  for (const { id } of settled) {
    const row = rowOf.get(id);
    if (!row) continue;
    const on = before.get(row.chart);
    const known = explicit.get(id)?.some((edge) => edge.on === on) === true;
    if (on !== undefined && !known && hasNoStart(row)) edges.set(id, [{ on, origin: 'order', span: row.span }]);
    before.set(row.chart, id);
  }
  return edges;
}

function hasNoStart({ line }: GanttRow): boolean {
  return line.after.length === 0 && line.startDate === undefined;
}

function sectionGroups(rows: readonly GanttRow[], ids: readonly string[]): PlanGroup[] {
  const groupId = freeIds(ids);
  const members = new Map<NonNullable<GanttRow['section']>, string[]>();
  rows.forEach(({ section }, index) => {
    if (!section) return;
    const known = members.get(section);
    if (known) known.push(ids[index] ?? '');
    else members.set(section, [ids[index] ?? '']);
  });
  return [...members].map(([{ title, span }, own]) => {
    return { id: groupId(title), kind: 'phase', title, span, members: own, dependencies: [] };
  });
}

function readTask(source: SourceText, row: GanttRow, facts: Pick<PlanTask, 'id' | 'dependencies'>): PlanTask {
  const { line, span, details } = row;
  const tags = line.tags.map(({ text }) => text);
  const estimate = estimateOf(source, row);
  return {
    ...facts,
    title: line.title.text === '' ? facts.id : line.title.text,
    status: ganttStatus(tags),
    span,
    optional: false,
    parallel: false,
    files: [],
    labels: tags.filter((tag) => tag === 'crit' || tag === 'milestone'),
    ...(estimate ? { estimate } : {}),
    ...(details.length > 0 ? { details: details.join('\n') } : {}),
  };
}

/** What a row's tags say. */
export function ganttStatus(tags: readonly string[]): TaskStatus {
  if (tags.includes('done')) return 'done';
  return tags.includes('active') ? 'in-progress' : 'todo';
}

/** The duration, or what lies between two dates; a milestone takes no time. */
function estimateOf(source: SourceText, row: GanttRow): DocumentEstimate | undefined {
  const { line } = row;
  const { duration, startDate, endDate } = line;
  const milestone = line.tags.find(({ text }) => text === 'milestone');
  if (milestone) return documentEstimate(source, { row, from: milestone, to: milestone, ms: milliseconds(0) });
  if (duration) {
    const ms = ganttDuration(duration.text);
    return ms === undefined ? undefined : documentEstimate(source, { row, from: duration, to: duration, ms });
  }
  if (!startDate || !endDate) return undefined;
  const [from = Number.NaN, to = Number.NaN] = [row.readDate(startDate.text), row.readDate(endDate.text)];
  const ms = timeBetween(from, to, row.days);
  return ms === undefined ? undefined : documentEstimate(source, { row, from: startDate, to: endDate, ms });
}

interface Stated {
  readonly row: GanttRow;
  readonly from: { readonly start: number };
  readonly to: { readonly end: number };
  readonly ms: Milliseconds;
}

function documentEstimate(source: SourceText, { row, from, to, ms }: Stated): DocumentEstimate {
  const span = source.spanAt(row.lineStart + from.start, row.lineStart + to.end);
  return { ms, p90Ms: ms, source: 'document', text: source.text.slice(span.start.offset, span.end.offset), span };
}
