import { closestId, diagnostic, type Diagnostic } from '@nx-crest/core';
import type { ReportItem } from '../report-input.js';
import type { StatedPlan } from './stated-plan.js';

/** `CREST411` for each task that a state tells of and the plan does not have. */
export function checkState(items: readonly ReportItem[], { tasks }: StatedPlan): readonly Diagnostic[] {
  const ids = items.map(({ id }) => id);
  const known = new Set(ids);
  return tasks
    .filter(({ id }) => !known.has(id))
    .map(({ id, span }) => diagnostic('CREST411', { id, suggestion: closestId(id, ids) }, { span }));
}

/** `CREST107` for each task that runs, by the state, on a worker that does not exist. */
export function missingWorkers({ tasks }: StatedPlan, workers: number): readonly Diagnostic[] {
  return tasks.flatMap(({ id, span, progress }) => {
    const worker = progress?.kind === 'running' ? (progress.worker ?? 0) : 0;
    return worker < workers ? [] : [diagnostic('CREST107', { id, worker, workers }, { span })];
  });
}
