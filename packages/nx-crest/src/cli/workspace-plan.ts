import { buildTaskGraph, diagnostic, milliseconds, type Diagnostic } from '@nx-crest/core';
import type { NxProjectGraph } from '../nx/nx-types.js';
import { readTaskGraph } from '../nx/read-task-graph.js';
import type { ReportItem } from '../report/report-input.js';
import type { PlanOrigin } from '../report/plan-report.js';
import { readHistory } from '../run/history/read-history.js';
import { thisMachineClass } from '../run/history/this-machine-class.js';
import type { PlanArguments } from './arguments.js';
import { estimateTasks } from './estimate-tasks.js';
import type { PlanOutcome } from './plan-outcome.js';
import { measuredEstimates } from './measured-estimates.js';
import { openWorkspace } from './spec-project-plan.js';
import { limitedRun } from './limited-run.js';
import { workspaceNode } from './workspace-node.js';

/** Plans what `nx run-many -t … -p …` would run if nothing were in the cache. */
export async function planWorkspace(args: PlanArguments, workspaceRoot: string): Promise<PlanOutcome> {
  const { nx, graph: projectGraph, diagnostics } = await openWorkspace(workspaceRoot);
  if (!nx || !projectGraph) return { diagnostics };
  const { targets, projects } = args;
  const origin: PlanOrigin = { kind: 'workspace', targets, projects, nxVersion: nx.version };
  try {
    const tasks = readTaskGraph(nx, projectGraph, { targets, projects });
    if (tasks.length === 0) {
      const wanted = `no ${projects.length > 0 ? 'such ' : ''}project has a target ${targets.join(' or ')}`;
      return { origin, diagnostics: [...diagnostics, diagnostic('CREST403', { wanted })] };
    }
    const { history, diagnostics: ofHistory } = readHistory(workspaceRoot);
    const measured = await measuredEstimates(tasks, { history, machine: thisMachineClass(), nx });
    const estimates = await estimateTasks(tasks, measured, { nx, graph: projectGraph, workspaceRoot });
    const limited = limitedRun(tasks, {
      options: nx.readPluginOptions(),
      graph: projectGraph,
      asked: args.resources,
    });
    const items = tasks.map((task): ReportItem => {
      const estimate = estimates.get(task.id) ?? NO_TIME;
      const { project, target } = task.target;
      const { demands = [], mutexes = [] } = limited.needs.get(task.id) ?? {};
      const nobody = { title: '', status: 'todo', roles: [], planned: true } as const;
      return { ...nobody, id: task.id, project, target, estimate, resources: mutexes, demands };
    });
    const nodes = tasks.map((task, index) => workspaceNode(task, items[index]?.estimate.ms ?? NO_TIME.ms));
    const built = buildTaskGraph(nodes);
    const found = [
      ...diagnostics,
      ...ofHistory,
      ...limited.diagnostics,
      ...unknownTargets(targets, projectGraph),
      ...built.diagnostics,
    ];
    const graph = built.graph ? { graph: built.graph } : {};
    const nothing = { format: null, orderPolicy: null, groups: [], notTasks: [], outside: [], documentWaves: [] };
    return {
      origin,
      diagnostics: found,
      input: {
        ...{ generatedFrom: origin, items, nodes, ...graph, diagnostics: found, ...nothing },
        resources: limited.resources,
      },
    };
  } finally {
    nx.close();
  }
}

/** Targets that no project of the workspace has; Nx drops them without a word. */
function unknownTargets(targets: readonly string[], { nodes }: NxProjectGraph): readonly Diagnostic[] {
  const known = new Set(Object.values(nodes).flatMap(({ data }) => Object.keys(data.targets ?? {})));
  return targets.filter((target) => !known.has(target)).map((target) => diagnostic('CREST409', { target }));
}

const NO_TIME = { ms: milliseconds(0), p90Ms: milliseconds(0), source: 'default' } as const;
