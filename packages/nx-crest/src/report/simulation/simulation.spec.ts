import picocolors from 'picocolors';
import { HOUR, milliseconds, type Plan, type PlanTask } from '@nx-crest/core';
import type { PlanRequest } from '../plan-request.js';
import { fork, plan, plannedInput, reportOn, task } from '../testing/sample-plans.js';
import { simulationLines } from './simulation-text.js';

const start = { offset: 0, line: 1, column: 1 };
const span = { file: 'plan.md', start, end: start };

/** A task that takes `from` to `to` hours. */
function ranged(id: string, [from, to]: readonly [number, number], on: readonly string[] = []): PlanTask {
  const [optimisticMs, likelyMs, pessimisticMs] = [from, (from + to) / 2, to].map((hours) =>
    milliseconds(hours * HOUR),
  );
  const pert = { optimisticMs: optimisticMs!, likelyMs: likelyMs!, pessimisticMs: pessimisticMs! };
  const estimate = { ms: likelyMs!, p90Ms: pessimisticMs!, source: 'document' as const, text: '', span, pert };
  return task(id, 1, on, { estimate });
}
const simulated = (of: Plan, request: Partial<PlanRequest> = {}) =>
  reportOn(plannedInput(of, [], { without: [], all: false }), { runs: 1000, workers: 2, ...request });
const lines = (report: ReturnType<typeof simulated>, columns = 110): readonly string[] => {
  const style = { columns, paint: picocolors.createColors(false) };
  return report.simulation ? simulationLines(report.simulation, report.deadline?.deadlineMs, style) : [];
};

const uncertain = plan([ranged('a', [2, 6]), task('b', 1, ['a']), task('c', 1)]);

describe('a simulation', () => {
  it('is made on request only', () => {
    expect(reportOn(plannedInput(fork, [], { without: [], all: false })).simulation).toBeNull();
  });

  it('shows percentiles with their error, chances, critical tasks and what uncertainty costs', () => {
    const report = simulated(uncertain, { deadlineMs: 6 * HOUR });
    expect(lines(report)).toEqual([
      'Simulation (1,000 runs, 1 uncertain task; ± is 95 % confidence)',
      expect.stringMatching(/^Finish +P50 [45][.0-9]* h ± [0-9.]+ min, P80 5[.0-9]* h ± [0-9.]+ min, P95 6[.0-9]* h ±/),
      expect.stringMatching(
        /^Chance +[0-9.]+ % ± [0-9.]+ % to end by 5 h as planned, [0-9.]+ % ± [0-9.]+ % by the deadline/,
      ),
      'Most critical  a 100 %, b 100 % of the runs',
      expect.stringMatching(/^Uncertainty +P80 would be earlier if a task surely took its median: a by [0-9.]+ min ±/),
    ]);
  });

  it('lies within what the tasks can take', () => {
    const { finish } = simulated(uncertain).simulation!;
    expect(finish!.minMs).toBeGreaterThanOrEqual(3 * HOUR);
    expect(finish!.maxMs).toBeLessThanOrEqual(7 * HOUR);
    expect(finish!.p50Ms).toBeLessThan(finish!.p80Ms);
    expect(finish!.confidence.p80.lowMs).toBeLessThanOrEqual(finish!.p80Ms);
  });

  it('says plainly that there is nothing to simulate where no task has a spread, and gives no percentiles', () => {
    const report = simulated(fork, { deadlineMs: 9 * HOUR });
    expect(report.simulation).toMatchObject({
      uncertainTasks: 0,
      finish: null,
      plannedChance: null,
      deadlineChance: null,
    });
    expect(lines(report, 60)).toEqual([
      'Simulation     nothing to simulate: no task has a spread, so',
      '               every run is like the plan. Ranges such as',
      '               2-4h have one.',
    ]);
  });

  it('honours resources: tasks of one role follow each other in every run', () => {
    const both = ['a', 'b'].map((id) => ({ ...ranged(id, [2, 4]), assignee: 'qa' }));
    const resources = [{ name: 'qa', capacity: 1 }];
    expect(simulated(plan(both), { resources }).simulation!.finish!.minMs).toBeGreaterThanOrEqual(4 * HOUR);
  });

  it('never claims a chance to be exact', () => {
    expect(lines(simulated(uncertain, { deadlineMs: 100 * HOUR }))[2]).toMatch(/100 % ± 0[.][1-9] % by the deadline/);
  });

  it('does not name uncertainty that may be chance', () => {
    const report = simulated(uncertain);
    const simulation = report.simulation!;
    const doubtful = simulation.uncertaintyCosts.map((cost) => ({ ...cost, errorMs: cost.p80FallMs }));
    expect(lines({ ...report, simulation: { ...simulation, uncertaintyCosts: doubtful } }).at(-1)).toBe(
      'Uncertainty    no single task moves P80 by more than chance explains',
    );
  });
});
