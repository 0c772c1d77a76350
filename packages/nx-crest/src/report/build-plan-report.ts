import {
  analyzeGraph,
  barrierMakespan,
  dependenciesOf,
  sweepWorkers,
  width,
  type Diagnostic,
  type GraphAnalysis,
  type GraphNode,
  type TaskGraph,
} from '@nx-crest/core';
import { countFileConflicts } from './file-conflicts.js';
import type {
  PlanOrigin,
  PlanReport,
  ReportGroup,
  ReportSchedule,
  ReportTask,
  UnplannedReport,
} from './plan-report.js';

/** A task before it has times. */
export interface ReportItem extends Pick<
  ReportTask,
  'id' | 'project' | 'target' | 'title' | 'status' | 'estimate' | 'resources'
> {
  /** False for what is done or dropped: it is shown, without times. */
  readonly planned: boolean;
}

/** What was read, before it has times. */
export interface ReadInput {
  /** Null where it was not found out what to plan. */
  readonly generatedFrom: PlanOrigin | null;
  readonly format: string | null;
  readonly orderPolicy: string | null;
  /** In the order of the report. */
  readonly items: readonly ReportItem[];
  /** What each item and each group waits for. */
  readonly nodes: readonly GraphNode[];
  readonly groups: readonly Omit<ReportGroup, 'dependsOn'>[];
  readonly notTasks: PlanReport['notTasks'];
  readonly documentWaves: PlanReport['documentWaves'];
  readonly diagnostics: readonly Diagnostic[];
  /** Left out: the knee of the sweep. */
  readonly workers?: number | undefined;
}

/** What is planned: a graph with one node for each item and each group, and the words that belong to it. */
export interface ReportInput extends ReadInput {
  readonly graph: TaskGraph;
}

/** Works out everything that a report shows. *Complexity*: a list schedule for each number of workers in the sweep. */
export function buildPlanReport(input: ReportInput): PlanReport {
  const { graph } = input;
  const sweep = sweepWorkers(graph);
  const workers = input.workers ?? sweep.knee ?? sweep.rows.at(-1)?.workers ?? 1;
  const analysis = analyzeGraph(graph, workers);
  const { criticalPathLength } = analysis.levels;
  const idOf = (index: number): string => graph.ids[index] ?? '';
  return {
    version: 1,
    generatedFrom: input.generatedFrom,
    format: input.format,
    orderPolicy: input.orderPolicy,
    workers,
    tasks: input.items.map((item) => reportTask(item, analysis)),
    groups: input.groups.map((group) => reportGroup(group, graph)),
    notTasks: input.notTasks,
    waves: analysis.waveMembers.map((members) => members.map(idOf)),
    documentWaves: input.documentWaves,
    width: width(graph) ?? null,
    criticalPath: { ids: analysis.criticalPath.chain.map(idOf), ms: criticalPathLength },
    totalWorkMs: analysis.totalWork,
    schedule: reportSchedule(analysis, input.items),
    sweep: sweep.rows.map((row) => ({
      workers: row.workers,
      makespanMs: row.makespan,
      lowerBoundMs: row.makespanLowerBound,
      savedPercent: Math.round(10 * row.savedPercent) / 10,
    })),
    barrier: {
      topological: { makespanMs: analysis.barrierMakespan, costMs: analysis.barrierCost },
      ...documentBarrier(input, criticalPathLength),
    },
    diagnostics: input.diagnostics,
  };
}

/** What there is when nothing could be read. */
export const NOTHING_READ: ReadInput = {
  generatedFrom: null,
  format: null,
  orderPolicy: null,
  items: [],
  nodes: [],
  groups: [],
  notTasks: [],
  documentWaves: [],
  diagnostics: [],
};

/** A report without a plan: what was asked for, what could be read of it, and what is wrong with it. */
export function unplannedReport(read: ReadInput): UnplannedReport {
  const dependsOn = new Map(
    read.nodes.map((node) => [node.id, node.dependsOn.map(({ on, origin }) => ({ id: on, origin }))]),
  );
  return {
    version: 1,
    generatedFrom: read.generatedFrom,
    format: read.format,
    orderPolicy: read.orderPolicy,
    workers: read.workers ?? 1,
    tasks: read.items.map(({ planned: _, ...item }) => ({
      ...item,
      dependsOn: dependsOn.get(item.id) ?? [],
      ...NO_TIMES,
    })),
    groups: read.groups.map((group) => ({
      ...group,
      dependsOn: (dependsOn.get(group.id) ?? []).filter(({ id }) => !group.members.includes(id)),
    })),
    notTasks: read.notTasks,
    waves: [],
    documentWaves: read.documentWaves,
    width: null,
    criticalPath: null,
    totalWorkMs: null,
    schedule: null,
    sweep: [],
    barrier: null,
    diagnostics: read.diagnostics,
  };
}

const NO_TIMES = {
  wave: null,
  earliestStartMs: null,
  earliestFinishMs: null,
  latestStartMs: null,
  latestFinishMs: null,
  slackMs: null,
  bottomLevelMs: null,
  critical: false,
} as const;

function reportTask(item: ReportItem, analysis: GraphAnalysis): ReportTask {
  const { graph, levels, criticalPath, waves } = analysis;
  const index = graph.indexOf.get(item.id) ?? -1;
  const { planned, ...shown } = item;
  const timeOf = (column: Float64Array): number | null => (planned ? (column[index] ?? 0) : null);
  const wave = waves[index] ?? -1;
  return {
    ...shown,
    dependsOn: index < 0 ? [] : dependenciesOf(graph, index),
    wave: planned && wave >= 0 ? wave : null,
    earliestStartMs: timeOf(levels.topLevel),
    earliestFinishMs: timeOf(levels.earliestFinish),
    latestStartMs: timeOf(levels.latestStart),
    latestFinishMs: timeOf(levels.latestFinish),
    slackMs: timeOf(levels.slack),
    bottomLevelMs: timeOf(levels.bottomLevel),
    critical: planned && criticalPath.tasks.has(index),
  };
}

function reportGroup(group: Omit<ReportGroup, 'dependsOn'>, graph: TaskGraph): ReportGroup {
  const index = graph.indexOf.get(group.id);
  const members = new Set(group.members);
  const edges = index === undefined ? [] : dependenciesOf(graph, index);
  return { ...group, dependsOn: edges.filter(({ id }) => !members.has(id)) };
}

function reportSchedule(
  { graph, schedule, makespanLowerBound, optimal }: GraphAnalysis,
  items: readonly ReportItem[],
): ReportSchedule {
  const slots = graph.ids.flatMap((id, index) => {
    const worker = schedule.worker[index] ?? -1;
    if (worker < 0) return []; // takes no time, so nobody's
    return [{ id, worker, startMs: schedule.start[index] ?? 0, finishMs: schedule.finish[index] ?? 0 }];
  });
  return {
    workers: schedule.workers,
    makespanMs: schedule.makespan,
    lowerBoundMs: makespanLowerBound,
    optimal: optimal && countFileConflicts(items, slots) === 0,
    slots: slots.sort((a, b) => a.startMs - b.startMs || a.worker - b.worker),
  };
}

/** The barrier over the document's own waves; none where it draws no waves, or waves that cannot be followed. */
function documentBarrier(input: ReportInput, criticalPathLength: number): Pick<PlanReport['barrier'], 'document'> {
  if (input.documentWaves.length === 0) return {};
  const wave = new Int32Array(input.graph.size).fill(-1);
  for (const [number, { ids }] of input.documentWaves.entries()) {
    for (const id of ids) {
      const index = input.graph.indexOf.get(id);
      if (index !== undefined && wave[index] === -1) wave[index] = number;
    }
  }
  const makespanMs = barrierMakespan(input.graph, wave);
  return makespanMs === undefined ? {} : { document: { makespanMs, costMs: makespanMs - criticalPathLength } };
}
