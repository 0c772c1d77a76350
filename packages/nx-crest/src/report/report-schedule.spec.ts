import { HOUR, identicalWorkers, listSchedule, milliseconds, type LowerBound } from '@nx-crest/core';
import { gapText } from './gap-text.js';
import type { ReportSchedule } from './plan-report.js';
import { reportSchedule } from './report-schedule.js';
import { fork, plannedInput } from './testing/sample-plans.js';

/** The fork on two workers takes 7 h. */
function scheduleAbove(bound: LowerBound, optimal = false): ReportSchedule {
  const { graph } = plannedInput(fork, [], { without: [], all: false });
  const problem = identicalWorkers(graph, 2);
  return reportSchedule(problem, { schedule: listSchedule(problem), bound, optimal, schedulesBuilt: 1 }, {});
}
const hours = (count: number) => milliseconds(count * HOUR);

describe('reportSchedule', () => {
  it('rounds the gap up, so that "at most" stays true', () => {
    const schedule = scheduleAbove({ makespan: hours(6), reason: 'critical-path' });
    expect(schedule).toMatchObject({ gapPercent: 16.7, boundReason: 'critical-path', boundResource: null });
    expect(gapText(schedule)).toBe('at most 16.7 % above the lower bound of 6 h (the critical path)');
  });

  it.each([
    ['work', 'workers', 'the work of the workers'],
    ['work', 'src/a.ts', 'the work of "src/a.ts"'],
    ['energy', 'qa\u001b', 'what "qa·" must do in too short a time'],
  ] as const)('names what bounds by %s of %s', (reason, resource, words) => {
    expect(gapText(scheduleAbove({ makespan: hours(5), reason, resource }))).toContain(`(${words})`);
  });

  it('has no gap where the schedule is proven optimal', () => {
    const schedule = scheduleAbove({ makespan: hours(7), reason: 'work', resource: 'workers' }, true);
    expect([schedule.gapPercent, gapText(schedule)]).toEqual([0, 'optimal: no schedule is shorter']);
  });

  it('lists who does what in the order of time', () => {
    const { slots } = scheduleAbove({ makespan: hours(7), reason: 'work' });
    expect(slots.map(({ id, worker, startMs }) => [id, worker, startMs / HOUR])).toEqual([
      ['a', 0, 0],
      ['b', 0, 2],
      ['c', 1, 2],
      ['d', 0, 6],
    ]);
  });
});
