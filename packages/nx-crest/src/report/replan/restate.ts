import type { TaskGraph } from '@nx-crest/core';
import type { ReportInput } from '../report-input.js';
import type { StatedPlan } from './stated-plan.js';

/** What was read, with the estimates of a state in place of older ones. A task that takes no time stays so. */
export function restate(input: ReportInput, { tasks }: StatedPlan): ReportInput {
  const estimates = new Map(tasks.map(({ id, estimateMs }) => [id, estimateMs]));
  const durations = input.graph.durations.slice();
  const items = input.items.map((item) => {
    const [index, ms] = [input.graph.indexOf.get(item.id), estimates.get(item.id)];
    if (index === undefined || ms === undefined || !item.planned || input.graph.isMilestone[index] === 1) return item;
    durations[index] = ms;
    const { pert: _, ...known } = item;
    return { ...known, estimate: { ms, p90Ms: ms, source: 'override' as const } };
  });
  const graph: TaskGraph = { ...input.graph, durations };
  return { ...input, items, graph };
}
