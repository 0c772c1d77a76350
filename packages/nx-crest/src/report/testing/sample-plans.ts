import {
  buildTaskGraph,
  HOUR,
  milliseconds,
  type EdgeOrigin,
  type EstimateSource,
  type GraphNode,
  type Plan,
  type PlanTask,
  type SourceSpan,
} from '@nx-crest/core';
import type { ReportInput } from '../report-input.js';
import { buildPlanReport } from '../build-plan-report.js';
import { planInput } from '../plan-input.js';
import { planProblem } from '../plan-problem.js';
import type { PlanReport } from '../plan-report.js';
import { DEFAULT_REQUEST, type PlanRequest } from '../plan-request.js';

const start = { offset: 0, line: 1, column: 1 };
const span: SourceSpan = { file: 'plan.md', start, end: start };

/** A task with `hours`; without hours it has no estimate. */
export function task(
  id: string,
  hours?: number,
  on: readonly string[] = [],
  changes: Partial<PlanTask> = {},
): PlanTask {
  const ms = milliseconds((hours ?? 0) * HOUR);
  return {
    id,
    title: `Title of ${id}`,
    status: 'todo',
    span,
    optional: false,
    parallel: false,
    dependencies: on.map((other) => ({ on: other, origin: 'explicit', span })),
    files: [],
    labels: [],
    ...(hours === undefined ? {} : { estimate: { ms, p90Ms: ms, source: 'document', text: `${hours} h`, span } }),
    ...changes,
  };
}

/** Edges of a kind that the document does not state. */
export function inferred(origin: EdgeOrigin, on: readonly string[]): Pick<PlanTask, 'dependencies'> {
  return { dependencies: on.map((other) => ({ on: other, origin, span })) };
}

export function plan(tasks: readonly PlanTask[], changes: Partial<Plan> = {}): Plan {
  return {
    format: 'wave-table',
    path: 'plan.md',
    title: 'A plan',
    tasks,
    groups: [],
    notTasks: [],
    waves: [],
    orderPolicy: 'only declared dependencies count',
    ...changes,
  };
}

/**
 * Two critical paths of 6 h, and one task beside them.
 *
 * ```text
 *   a 2h ──► b 4h
 *     ├────► c 4h
 *     └────► d 1h     slack 3 h
 * ```
 */
export const fork: Plan = plan([task('a', 2), task('b', 4, ['a']), task('c', 4, ['a']), task('d', 1, ['a'])]);

/** A workspace of two projects and a noop over them. */
export function workspaceInput(source: EstimateSource): ReportInput {
  const estimate = { ms: milliseconds(3000), p90Ms: milliseconds(3000), source };
  const nothing = { ms: milliseconds(0), p90Ms: milliseconds(0), source: 'default' as const };
  const item = (id: string, known = estimate) => ({
    ...{ id, project: id.split(':')[0] ?? null, target: id.split(':')[1] ?? null, title: '' },
    ...{ status: 'todo' as const, estimate: known, resources: [], planned: true, roles: [] },
  });
  const nodes: readonly GraphNode[] = [
    { id: 'app:all', durationMs: nothing.ms, milestone: true, dependsOn: [{ on: 'app:build', origin: 'explicit' }] },
    { id: 'app:build', durationMs: estimate.ms, dependsOn: [{ on: 'lib:build', origin: 'project' }] },
    { id: 'lib:build', durationMs: estimate.ms, dependsOn: [] },
  ];
  const { graph } = buildTaskGraph(nodes);
  if (!graph) throw new Error('the sample has a cycle');
  return {
    generatedFrom: { kind: 'workspace', targets: ['all'], projects: [], nxVersion: '24.0.6' },
    format: null,
    orderPolicy: null,
    items: [item('app:all', nothing), item('app:build'), item('lib:build')],
    nodes,
    graph,
    groups: [],
    notTasks: [],
    outside: [],
    documentWaves: [],
    diagnostics: [],
  };
}

/** The input of a plan that has a graph. */
export function plannedInput(...args: Parameters<typeof planInput>): ReportInput {
  const { input } = planInput(...args);
  if (!('graph' in input)) throw new Error('the sample has a cycle');
  return input;
}

/** The report of an input whose resources suffice. */
export function reportOn(input: ReportInput, request: Partial<PlanRequest> = {}): PlanReport {
  const asked = { ...DEFAULT_REQUEST, ...request };
  const { problem, diagnostics } = planProblem(input, asked.resources);
  if (!problem) throw new Error('the sample has not enough resources');
  const report = buildPlanReport({ ...input, diagnostics: [...input.diagnostics, ...diagnostics] }, problem, asked);
  if (report.schedule === null) throw new Error('the state of the sample is impossible');
  return report;
}

/** A task's files. */
export function naming(...paths: readonly string[]): Pick<PlanTask, 'files'> {
  return { files: paths.map((path) => ({ path, span })) };
}
