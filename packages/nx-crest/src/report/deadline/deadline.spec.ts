import { HOUR } from '@nx-crest/core';
import { fork, plan, plannedInput, reportOn, task } from '../testing/sample-plans.js';
import { deadlineText } from './deadline-text.js';
import type { ReportDeadline } from './report-deadline.js';

const onFork = (hours: number, workers?: number) =>
  reportOn(plannedInput(fork, [], { without: [], all: false }), {
    deadlineMs: hours * HOUR,
    ...(workers === undefined ? {} : { workers }),
  });
const textOf = (report: ReturnType<typeof onFork>): string =>
  report.deadline ? deadlineText(report.deadline, report) : '';

describe('a deadline', () => {
  it('is met by the least workers, and the plan is made for them', () => {
    const report = onFork(7);
    expect(report.deadline).toMatchObject({ kind: 'found', leastWorkers: 2, tooFew: 1, proven: true });
    expect(report.schedule).toMatchObject({ workers: 2, makespanMs: 7 * HOUR });
    expect(textOf(report)).toBe('7 h: 2 workers meet it (7 h); fewer cannot: proven');
  });

  it('says how late the schedule is on the workers that were asked for', () => {
    expect(textOf(onFork(7, 1))).toBe(
      '7 h: 2 workers meet it (7 h); fewer cannot: proven; this schedule on 1 worker is 4 h too late',
    );
  });

  it('is met by one worker where the work is little', () => {
    expect(textOf(onFork(11))).toBe('11 h: 1 worker meets it (11 h)');
  });

  it('is impossible before the critical path ends, whoever works', () => {
    const report = onFork(5);
    expect(report.deadline).toMatchObject({ kind: 'impossible', proven: true, leastWorkers: null });
    expect(textOf(report)).toBe('5 h: impossible with any number of workers: the critical path alone takes until 6 h');
  });

  it('is impossible where a resource has too much to do', () => {
    const both = plan(['a', 'b'].map((id) => task(id, 2, [], { assignee: 'qa' })));
    const report = reportOn(plannedInput(both, [], { without: [], all: false }), {
      deadlineMs: 3 * HOUR,
      resources: [{ name: 'qa', capacity: 1 }],
    });
    expect(textOf(report)).toBe('3 h: impossible with any number of workers: the work of "qa" alone takes until 4 h');
  });

  it.each([
    [{ kind: 'found', tooFew: 6, proven: false, leastWorkers: 9, bound: null }, '6 cannot: proven'],
    [
      { kind: 'found', tooFew: 0, proven: false, leastWorkers: 9, bound: null },
      'with 8 no schedule was found that does',
    ],
    [
      { kind: 'unknown', tooFew: 6, proven: false, leastWorkers: null },
      'not proven impossible: the critical path alone',
    ],
  ] as const)('does not claim more than is proven: %o', (found, words) => {
    const bound = { lowerBoundMs: 6 * HOUR, boundReason: 'critical-path', boundResource: null } as const;
    const deadline: ReportDeadline = { deadlineMs: 7 * HOUR, makespanMs: 7 * HOUR, bound, ...found };
    expect(deadlineText(deadline, onFork(7))).toContain(words);
  });
});
