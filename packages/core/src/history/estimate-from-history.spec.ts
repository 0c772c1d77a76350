import fc from 'fast-check';
import { anyHistory } from '../testing/any-history.js';
import { formatHistory } from './format-history.js';
import { estimateFromHistory } from './estimate-from-history.js';
import { EMPTY_HISTORY, RESTORE, RUN_RATIO, type History } from './history.js';
import { mergeHistories, withObservations } from './merge-histories.js';
import { parseHistory } from './parse-history.js';

const CLASS = 'linux-x64-2';
const OTHER = 'linux-x64-16';

/** What was measured of a task on a machine class, the oldest first. */
function measured(id: string, times: readonly number[], machine = CLASS): History {
  return withObservations(
    EMPTY_HISTORY,
    machine,
    times.map((ms, run) => [id, { atS: 1000 * (run + 1), ms }]),
  );
}

function all(...histories: readonly History[]): History {
  return histories.reduce(mergeHistories, EMPTY_HISTORY);
}

const estimate = (history: History, id = 'a:b') => estimateFromHistory(history, CLASS, id)!;
const factor = ({ ms, p90Ms }: { readonly ms: number; readonly p90Ms: number }): number => p90Ms / ms;

/** Twenty tasks whose last run took so many times as long as those before. */
const swinging = (by: number): History =>
  all(...Array.from({ length: 20 }, (_, task) => measured(`p${task}:b`, [1000, 1000, 1000 * by])));

describe('the estimate of a task that was measured', () => {
  it('is its time, where that is always the same', () => {
    expect(estimate(measured('a:b', [1234, 1234, 1234]))).toMatchObject({ ms: 1234, source: 'history' });
  });

  it('is nothing, where it was never measured', () => {
    expect(estimateFromHistory(measured('a:b', [1]), CLASS, 'a:c')).toBeUndefined();
    expect(estimateFromHistory(EMPTY_HISTORY, CLASS, '__proto__')).toBeUndefined();
  });

  it('lies closer to newer runs than to older ones', () => {
    const [rising, falling] = [measured('a:b', [1000, 1100]), measured('a:b', [1100, 1000])].map(estimateOfIt);
    expect(rising).toBeGreaterThan(1050);
    expect(falling).toBeLessThan(1050);
  });

  it.each([0, 1, 2, 3, 4, 5])('is not moved by a laptop that slept during run %i', (run) => {
    const times = [1000, 1010, 990, 1005, 995, 1000].map((ms, index) => (index === run ? 3_600_000 : ms));
    const { ms, p90Ms } = estimate(measured('a:b', times));
    expect(ms).toBeGreaterThanOrEqual(990);
    expect(ms).toBeLessThanOrEqual(1010);
    expect(p90Ms).toBeLessThan(1500);
  });

  it('follows a task that has changed for good after its second run', () => {
    expect(estimate(measured('a:b', [100, 100, 100, 100, 400, 400])).ms).toBe(400);
    expect(estimate(measured('a:b', [400, 400, 400, 400, 100, 100])).ms).toBe(100);
  });

  it('calls nothing an outlier within a factor of 3', () => {
    const steady = [1000, 1000, 1000, 1000, 1000];
    expect(estimate(measured('a:b', [2900, ...steady])).p90Ms).toBeGreaterThan(
      estimate(measured('a:b', [3100, ...steady])).p90Ms,
    );
  });

  it('has the cores that were measured, and none where none were', () => {
    const cores = (...given: readonly (number | undefined)[]) =>
      estimate(
        withObservations(
          EMPTY_HISTORY,
          CLASS,
          given.map((cpuCores, run) => ['a:b', { atS: run, ms: 9, ...(cpuCores === undefined ? {} : { cpuCores }) }]),
        ),
      );
    expect(cores(0.9, undefined, 0.9, 1)).toMatchObject({ cpuCores: 0.9 });
    expect(cores(undefined, undefined)).not.toHaveProperty('cpuCores');
  });

  it('is one where the history is, whatever is in that', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const reread = parseHistory(formatHistory(history), 'h').history!;
        for (const [machine, tasks] of history.machines) {
          for (const id of tasks.keys()) {
            const found = estimateFromHistory(history, machine, id)!;
            expect(found.p90Ms).toBeGreaterThanOrEqual(found.ms);
            expect(estimateFromHistory(reread, machine, id)).toEqual(found);
            expect(estimateFromHistory(history, 'another-class', id)).toBeDefined();
          }
        }
      }),
    );
  });
});

function estimateOfIt(history: History): number {
  return estimate(history).ms;
}

describe('the 90th percentile', () => {
  it('is that of all tasks of the class, where the task was measured once', () => {
    expect(factor(estimate(all(measured('a:b', [1000]), swinging(2))))).toBeCloseTo(2, 2);
    expect(factor(estimate(all(measured('a:b', [1000]), swinging(1.1))))).toBeCloseTo(1.1, 2);
  });

  it('is a factor of 1.3 above, where too little was measured to learn it', () => {
    expect(factor(estimate(measured('a:b', [1000])))).toBeCloseTo(1.3, 2);
  });

  it('becomes that of the task, the more often it was measured', () => {
    const others = swinging(2);
    const steady = [1, 2, 3, 6].map((runs) =>
      factor(estimate(all(others, measured('a:b', Array<number>(runs).fill(1000))))),
    );
    expect(steady).toEqual([...steady].sort((a, b) => b - a));
    expect(steady.at(-1)).toBeLessThan(1.25);
  });

  it('learns nothing from what is measured of runs as a whole', () => {
    const runs = [RUN_RATIO, RESTORE].map((id) => measured(id, [1, 1000, 1, 1000, 1, 1000]));
    expect(factor(estimate(all(measured('a:b', [1000]), swinging(1.1), ...runs)))).toBeCloseTo(1.1, 2);
  });
});

describe('a task that only other machine classes know', () => {
  const there = measured('a:b', [500, 500, 500], OTHER);

  it('takes as long as there, where no task is known to both', () => {
    expect(estimate(there).ms).toBe(500);
  });

  it('takes as much longer as the tasks that are known to both', () => {
    const both = ['x:b', 'y:b', 'z:b'].flatMap((id, index) => [
      measured(id, [100], OTHER),
      measured(id, [[200, 200, 900][index]!]),
    ]);
    expect(estimate(all(there, ...both)).ms).toBe(1000);
  });

  it('is less certain than one that was measured here', () => {
    expect(factor(estimate(there))).toBeGreaterThan(factor(estimate(measured('a:b', [500, 500, 500]))));
  });

  it('is not asked there once it was measured here', () => {
    expect(estimate(all(there, measured('a:b', [7000]))).ms).toBe(7000);
  });

  it('leaves what is measured of runs as a whole as it is', () => {
    const both = all(measured('x:b', [100], OTHER), measured('x:b', [300]));
    expect(estimate(all(both, measured(RUN_RATIO, [1100], OTHER)), RUN_RATIO).ms).toBe(1100);
  });
});

it('does not depend on the order in which the histories came together', () => {
  fc.assert(
    fc.property(anyHistory, anyHistory, (a, b) => {
      expect(estimateFromHistory(mergeHistories(b, a), CLASS, 'api:build')).toEqual(
        estimateFromHistory(mergeHistories(a, b), CLASS, 'api:build'),
      );
    }),
  );
});
