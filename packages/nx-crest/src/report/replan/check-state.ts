import { closestId, diagnostic, isOpen, type Diagnostic } from '@nx-crest/core';
import type { ReadInput } from '../report-input.js';
import type { StatedPlan } from './stated-plan.js';

type ReadPlan = Pick<ReadInput, 'items' | 'nodes'>;

/**
 * What a state says that does not fit the plan: `CREST411` for each task that the plan does not have, `CREST412` for each that
 * has begun although a task that it waits for, directly or through groups, is not done.
 */
export function checkState(plan: ReadPlan, state: StatedPlan): readonly Diagnostic[] {
  return [...unknownTasks(plan, state), ...begunTooEarly(plan, state)];
}

function unknownTasks({ items }: ReadPlan, { tasks }: StatedPlan): readonly Diagnostic[] {
  const ids = items.map(({ id }) => id);
  const known = new Set(ids);
  return tasks
    .filter(({ id }) => !known.has(id))
    .map(({ id, span }) => diagnostic('CREST411', { id, suggestion: closestId(id, ids) }, { span }));
}

function begunTooEarly({ items, nodes }: ReadPlan, { tasks }: StatedPlan): readonly Diagnostic[] {
  const waitsFor = new Map(nodes.map(({ id, dependsOn }) => [id, dependsOn.map(({ on }) => on)]));
  const done = new Set(tasks.filter(({ progress }) => progress?.kind === 'done').map(({ id }) => id));
  const isDone = new Map(items.map(({ id, status }) => [id, !isOpen(status) || done.has(id)]));

  /** The first open task that a task waits for; groups are looked through. */
  function openBefore(id: string): string | undefined {
    const seen = new Set<string>();
    const left = [...(waitsFor.get(id) ?? [])];
    for (let on = left.shift(); on !== undefined; on = left.shift()) {
      if (isDone.get(on) === false) return on;
      if (!isDone.has(on) && !seen.has(on)) left.push(...(waitsFor.get(on) ?? []));
      seen.add(on);
    }
    return undefined;
  }

  return tasks.flatMap(({ id, span, progress }) => {
    if (progress?.kind !== 'running' && progress?.kind !== 'done') return [];
    const on = openBefore(id);
    return on === undefined ? [] : [diagnostic('CREST412', { id, status: progress.kind, on }, { span })];
  });
}

/** `CREST107` for each task that runs, by the state, on a worker that does not exist. */
export function missingWorkers({ tasks }: StatedPlan, workers: number): readonly Diagnostic[] {
  return tasks.flatMap(({ id, span, progress }) => {
    const worker = progress?.kind === 'running' ? (progress.worker ?? 0) : 0;
    return worker < workers ? [] : [diagnostic('CREST107', { id, worker, workers }, { span })];
  });
}
