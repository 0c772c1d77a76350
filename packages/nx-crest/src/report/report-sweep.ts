import type { WorkerSweep } from '@nx-crest/core';
import type { ReportSchedule, SweepRow } from './plan-report.js';

/**
 * The rows of a sweep as the report shows them. The search for the schedule takes longer than that for a row and may find a
 * shorter one: then it is one for more workers, too, as the others may idle.
 */
export function reportSweep(
  rows: readonly Omit<WorkerSweep['rows'][number], 'schedule'>[],
  schedule: Pick<ReportSchedule, 'workers' | 'makespanMs'> | undefined,
  totalWork: number,
): readonly SweepRow[] {
  return rows.map(({ workers, makespan, makespanLowerBound }) => {
    const makespanMs = schedule && workers >= schedule.workers ? Math.min(makespan, schedule.makespanMs) : makespan;
    const savedPercent = totalWork === 0 ? 0 : Math.round(1000 * (1 - makespanMs / totalWork)) / 10;
    return { workers, makespanMs, lowerBoundMs: makespanLowerBound, savedPercent };
  });
}
