import { milliseconds, type PlannedWork, type TaskProgress } from '@nx-crest/core';
import type { ReportInput } from '../report-input.js';
import type { StatedPlan, StatedProgress } from './stated-plan.js';

/**
 * What became of each task: what the state says; of a task that it does not speak of, what the document says. Who is done at an
 * unknown time was done when it was planned, or now at the latest.
 */
export function planProgress(
  { now, tasks }: StatedPlan,
  { items, graph }: ReportInput,
  previous: PlannedWork,
): ReadonlyMap<string, TaskProgress> {
  const stated = new Map(tasks.map(({ id, progress }) => [id, progress]));
  const plannedFinish = (id: string): number => {
    const index = previous.problem.graph.indexOf.get(id);
    return index === undefined ? now : (previous.schedule.finish[index] ?? now);
  };
  const known = items.flatMap(({ id, planned, done }): readonly (readonly [string, TaskProgress])[] => {
    const progress: StatedProgress | undefined = stated.get(id) ?? (done ? { kind: 'done' } : undefined);
    if (!planned || !progress) return [];
    if (progress.kind !== 'done') return [[id, progress]];
    const { startedAt, finishedAt } = progress;
    const duration = graph.durations[graph.indexOf.get(id) ?? -1] ?? 0;
    const guess = startedAt === undefined ? plannedFinish(id) : startedAt + duration;
    return [[id, { ...progress, finishedAt: finishedAt ?? milliseconds(Math.min(now, guess)) }]];
  });
  return new Map(known);
}
