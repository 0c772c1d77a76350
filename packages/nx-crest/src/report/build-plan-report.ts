import {
  analyzeGraph,
  barrierMakespan,
  dependenciesOf,
  NO_WAVE,
  optimizeSchedule,
  sweepWorkers,
  width,
  type FoundSchedule,
  type GraphAnalysis,
  type SchedulingProblem,
  type WorkerSweep,
  type TaskGraph,
} from '@nx-crest/core';
import { reportDeadline } from './deadline/report-deadline.js';
import { resourceTakers } from './plan-problem.js';
import type { PlanReport, ReportGroup, ReportTask, SweepRow, UnplannedReport } from './plan-report.js';
import { DEFAULT_REQUEST, type PlanRequest } from './plan-request.js';
import type { ReadInput, ReportInput, ReportItem } from './report-input.js';
import { reportSchedule } from './report-schedule.js';
import { reportSimulation } from './simulation/report-simulation.js';
import { reportWhatIf } from './what-if/report-what-if.js';

/** Works out everything that a report shows. *Complexity*: `sweepWorkers`, and the search for the schedule. */
export function buildPlanReport(input: ReportInput, problem: SchedulingProblem, request: PlanRequest): PlanReport {
  const { graph } = input;
  const sweep = sweepWorkers(problem);
  const deadline =
    request.deadlineMs === undefined ? null : reportDeadline(problem, request.deadlineMs, request.search);
  const workers = request.workers ?? deadline?.leastWorkers ?? sweep.knee ?? sweep.rows.at(-1)?.workers ?? 1;
  const onWorkers = { ...problem, workers };
  const found = optimizeSchedule(onWorkers, request.search);
  const documentWave = readDocumentWaves(input);
  const subject = { problem: onWorkers, schedule: found.schedule, startsAt: 0 };
  const { runs } = request;
  const analysis = analyzeGraph(graph, workers);
  const { criticalPathLength } = analysis.levels;
  const idOf = (index: number): string => graph.ids[index] ?? '';
  return {
    version: 1,
    generatedFrom: input.generatedFrom,
    format: input.format,
    orderPolicy: input.orderPolicy,
    workers,
    resources: resourceTakers(input.items, request.resources),
    tasks: input.items.map((item) => reportTask(item, analysis)),
    groups: input.groups.map((group) => reportGroup(group, graph)),
    notTasks: input.notTasks,
    waves: analysis.waveMembers.map((members) => members.map(idOf)),
    documentWaves: input.documentWaves,
    width: width(graph) ?? null,
    criticalPath: { ids: analysis.criticalPath.chain.map(idOf), ms: criticalPathLength },
    totalWorkMs: analysis.totalWork,
    schedule: reportSchedule(problem, found, request.search),
    knee: sweep.knee ?? null,
    sweep: reportSweep(sweep, found, analysis.totalWork),
    barrier: {
      topological: { makespanMs: analysis.barrierMakespan, costMs: analysis.barrierCost },
      ...documentBarrier(graph, documentWave, criticalPathLength),
    },
    deadline,
    simulation:
      runs === undefined ? null : reportSimulation(subject, input.items, { runs, deadlineMs: request.deadlineMs }),
    whatIf: request.whatIf ? reportWhatIf(onWorkers, documentWave) : null,
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
export function unplannedReport(read: ReadInput, request: PlanRequest = DEFAULT_REQUEST): UnplannedReport {
  const dependsOn = new Map(
    read.nodes.map((node) => [node.id, node.dependsOn.map(({ on, origin }) => ({ id: on, origin }))]),
  );
  return {
    version: 1,
    generatedFrom: read.generatedFrom,
    format: read.format,
    orderPolicy: read.orderPolicy,
    workers: request.workers ?? 1,
    resources: resourceTakers(read.items, request.resources),
    tasks: read.items.map(({ planned: _, roles: __, pert: ___, ...item }) => ({
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
    knee: null,
    sweep: [],
    barrier: null,
    deadline: null,
    simulation: null,
    whatIf: null,
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
  const { planned, roles: _, pert: __, ...shown } = item;
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

/** The search for the schedule may have taken longer than the sweep, and found a shorter one. */
function reportSweep({ rows }: WorkerSweep, { schedule }: FoundSchedule, totalWork: number): readonly SweepRow[] {
  return rows.map(({ workers, makespan, makespanLowerBound }) => {
    const makespanMs = workers === schedule.workers ? Math.min(makespan, schedule.makespan) : makespan;
    const savedPercent = totalWork === 0 ? 0 : Math.round(1000 * (1 - makespanMs / totalWork)) / 10;
    return { workers, makespanMs, lowerBoundMs: makespanLowerBound, savedPercent };
  });
}

/** The number of the document's own wave for each task; undefined where it draws none. */
function readDocumentWaves({ graph, documentWaves }: ReportInput): Int32Array | undefined {
  if (documentWaves.length === 0) return undefined;
  const wave = new Int32Array(graph.size).fill(NO_WAVE);
  for (const [number, { ids }] of documentWaves.entries()) {
    for (const id of ids) {
      const index = graph.indexOf.get(id);
      if (index !== undefined && wave[index] === NO_WAVE) wave[index] = number;
    }
  }
  return wave;
}

/** The barrier over the document's own waves; none where it draws no waves, or waves that cannot be followed. */
function documentBarrier(
  graph: TaskGraph,
  wave: Int32Array | undefined,
  criticalPathLength: number,
): Pick<PlanReport['barrier'], 'document'> {
  const makespanMs = wave && barrierMakespan(graph, wave);
  return makespanMs === undefined ? {} : { document: { makespanMs, costMs: makespanMs - criticalPathLength } };
}
