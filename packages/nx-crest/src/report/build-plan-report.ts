import {
  analyzeGraph,
  dependenciesOf,
  sweepWorkers,
  width,
  type GraphAnalysis,
  type SchedulingProblem,
  type TaskGraph,
  type WorkerSweep,
} from '@nx-crest/core';
import { documentBarrier, readDocumentWaves } from './document-waves.js';
import type { PlanReport, ReportGroup, ReportTask, UnplannedReport } from './plan-report.js';
import type { PlanRequest } from './plan-request.js';
import { isOver, replanPlan } from './replan/replan-plan.js';
import { restate } from './replan/restate.js';
import { limitingResources, resourceTakers } from './report-resources.js';
import { reportSweep } from './report-sweep.js';
import { shownFields, type ReportInput, type ReportItem } from './report-input.js';
import { schedulePlan, type ScheduledPlan } from './schedule-plan.js';
import { reportSimulation } from './simulation/report-simulation.js';
import { unplannedReport } from './unplanned-report.js';
import { reportWhatIf } from './what-if/report-what-if.js';

/**
 * Works out everything that a report shows; nothing where what runs already, by the state, cannot run at once.
 *
 * *Complexity*: `sweepWorkers`, and the search for the schedule.
 */
export function buildPlanReport(
  input: ReportInput,
  problem: SchedulingProblem,
  request: PlanRequest,
): PlanReport | UnplannedReport {
  const { state } = request;
  if (state === undefined) {
    const sweep = sweepWorkers(problem);
    return reportPlan(input, { sweep, planned: schedulePlan(problem, sweep, request) }, request);
  }
  const now = restate(input, state);
  const replanned = replanPlan(problem, { now, state }, request);
  if (replanned.kind === 'planned') {
    const sweep = sweepWorkers({ ...problem, graph: now.graph });
    return reportPlan(now, { sweep, planned: replanned }, request);
  }
  return unplannedReport({ ...now, diagnostics: [...now.diagnostics, ...replanned.diagnostics] }, request);
}

function reportPlan(
  input: ReportInput,
  { sweep, planned }: { readonly sweep: WorkerSweep; readonly planned: ScheduledPlan },
  request: PlanRequest,
): PlanReport {
  const { graph } = input;
  const { subject, schedule, deadline, replan } = planned;
  const { runs, deadlineMs } = request;
  const over = replan !== null && isOver(subject);
  const documentWave = readDocumentWaves(input);
  const analysis = analyzeGraph(graph);
  const { criticalPathLength } = analysis.levels;
  const idOf = (index: number): string => graph.ids[index] ?? '';
  return {
    version: 1,
    generatedFrom: input.generatedFrom,
    format: input.format,
    orderPolicy: input.orderPolicy,
    workers: schedule.workers,
    resources: resourceTakers(input.items, limitingResources(input, request.resources)),
    tasks: input.items.map((item) => reportTask(item, analysis)),
    groups: input.groups.map((group) => reportGroup(group, graph)),
    notTasks: input.notTasks,
    waves: analysis.waveMembers.map((members) => members.map(idOf)),
    outside: input.outside,
    documentWaves: input.documentWaves,
    width: width(graph) ?? null,
    criticalPath: { ids: analysis.criticalPath.chain.map(idOf), ms: criticalPathLength },
    totalWorkMs: analysis.totalWork,
    schedule,
    knee: sweep.knee ?? null,
    sweep: reportSweep(sweep.rows, replan ? undefined : schedule, analysis.totalWork),
    barrier: {
      topological: { makespanMs: analysis.barrierMakespan, costMs: analysis.barrierCost },
      ...documentBarrier(graph, documentWave, criticalPathLength),
    },
    deadline,
    simulation: runs === undefined || over ? null : reportSimulation(subject, input.items, { runs, deadlineMs }),
    whatIf: request.whatIf && !over ? reportWhatIf(subject, documentWave) : null,
    replan,
    diagnostics: input.diagnostics,
  };
}

function reportTask(item: ReportItem, analysis: GraphAnalysis): ReportTask {
  const { graph, levels, criticalPath, waves } = analysis;
  const index = graph.indexOf.get(item.id) ?? -1;
  const { planned } = item;
  const timeOf = (column: Float64Array): number | null => (planned ? (column[index] ?? 0) : null);
  const wave = waves[index] ?? -1;
  return {
    ...shownFields(item),
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
