import type { UnplannedReport } from './plan-report.js';
import { DEFAULT_REQUEST, type PlanRequest } from './plan-request.js';
import { limitingResources, resourceTakers } from './report-resources.js';
import { shownFields, type ReadInput } from './report-input.js';

/** What there is when nothing could be read. */
export const NOTHING_READ: ReadInput = {
  generatedFrom: null,
  format: null,
  orderPolicy: null,
  items: [],
  nodes: [],
  groups: [],
  notTasks: [],
  outside: [],
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
    resources: resourceTakers(read.items, limitingResources(read, request.resources)),
    tasks: read.items.map((item) => ({
      ...shownFields(item),
      dependsOn: dependsOn.get(item.id) ?? [],
      ...NO_TIMES,
    })),
    groups: read.groups.map((group) => ({
      ...group,
      dependsOn: (dependsOn.get(group.id) ?? []).filter(({ id }) => !group.members.includes(id)),
    })),
    notTasks: read.notTasks,
    waves: [],
    outside: read.outside,
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
    replan: null,
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
