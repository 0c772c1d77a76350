import { levels, NO_WAVE, waves, type Plan } from '@nx-crest/core';
import type { UnitBytes } from '../run/unit-files.js';
import { liveDependencies } from './live-dependencies.js';
import type { PlannedDocument, PlannedNode, PlannedPlan } from './planned-document.js';
import { errorsOf, readPlans, type ReadPlan } from './read-plans.js';
import type { WithoutOrigins } from './without-origins.js';

/** "This is no planning document", as opposed to "something is wrong with it". */
const NO_TASKS = new Set(['CREST201', 'CREST202', 'CREST221']);

/** What a document's projects are made of. Loaded only when no earlier result can be used. */
export function planDocument(unit: UnitBytes, without: WithoutOrigins): PlannedDocument {
  const read = readPlans(unit, without);
  const errors = errorsOf(read);
  const noTasks = errors.every(({ code }) => NO_TASKS.has(code)) && read.plans.every(({ plan }) => isEmpty(plan));
  if (noTasks) return { plans: [], noTasks };
  const tagged = read.plans.filter(({ plan }) => !isEmpty(plan));
  if (errors.length > 0) {
    const plans = tagged.map(({ plan }) => ({ ...names(plan), nodes: [], broken: true }));
    return { plans: plans.length > 0 ? plans : [{ nodes: [], broken: true }], noTasks };
  }
  return { plans: tagged.map((one) => ({ ...names(one.plan), nodes: planNodes(one), broken: false })), noTasks };
}

function planNodes({ plan, planned }: ReadPlan): readonly PlannedNode[] {
  const { graph, estimates } = planned;
  if (!graph) return []; // only with an error
  const { slack } = levels(graph);
  const wave = waves(graph);
  const entries = [...plan.tasks, ...plan.groups];
  const dependencies = liveDependencies(graph, (index) => {
    const status = entries[index]?.status ?? 'todo';
    return index < plan.tasks.length || status === 'done' ? status : 'todo';
  });
  return entries.map((entry, index): PlannedNode => {
    const slackMs = slack[index] ?? 0;
    const common = {
      id: entry.id,
      title: entry.title,
      status: entry.status ?? 'todo',
      slackMs,
      // Groups and finished tasks take no time: no path is critical because of them.
      critical: slackMs === 0 && graph.isMilestone[index] === 0,
    };
    const dependsOn = dependencies[index] ?? [];
    if (!('files' in entry)) return { ...common, kind: entry.kind, dependsOn, files: [] };
    const estimate = estimates.get(entry.id);
    return {
      ...common,
      kind: 'task',
      dependsOn,
      ...waveOf(wave[index]),
      ...(estimate ? { estimateMs: estimate.ms, estimateSource: estimate.source } : {}),
      files: [...new Set(entry.files.map((file) => file.path))],
    };
  });
}

/** Finished and dropped tasks are in no wave. */
function waveOf(wave: number | undefined): { readonly wave?: number } {
  return wave === undefined || wave === NO_WAVE ? {} : { wave };
}

function names({ format, tag, title, outside }: Plan): Pick<PlannedPlan, 'format' | 'tag' | 'title' | 'outside'> {
  return {
    format,
    ...(tag === undefined ? {} : { tag }),
    ...(title === undefined ? {} : { title }),
    ...(outside ? { outside: outside.map(({ span: _, ...rest }) => rest) } : {}),
  };
}

function isEmpty(plan: Plan): boolean {
  return plan.tasks.length === 0;
}
