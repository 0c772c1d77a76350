import picocolors from 'picocolors';
import { forecastText } from './forecast-text.js';
import type { RunForecast } from './forecast.js';

const sample: RunForecast = {
  ...{ p50Ms: 42_000, p90Ms: 51_000, lowerBoundMs: 31_000 },
  ...{ busy: null, workers: 3 },
  ...{ chain: ['app:build', 'app:e2e'], chainMs: 31_000, workMs: 41_000 },
  ...{ tasks: 40, restored: 26, undecided: 0, sources: { history: 12, prediction: 2 } },
};
const text = (changes: Partial<RunForecast> = {}, columns = 1000) =>
  forecastText({ ...sample, ...changes }, { columns, paint: picocolors.createColors(false) });

describe('forecastText', () => {
  it('says when the run ends, on how many workers, what it executes and which chain decides', () => {
    expect(text()).toBe(
      'Planned: 42 s (P50) to 51 s (P90) on 3 workers: 14 tasks to execute, 26 from the cache; ' +
        'critical chain app:build → app:e2e, 31 s. Estimates: 12 measured here, 2 predicted.\n',
    );
  });

  it('says that the workers decide, where work rather than a chain does', () => {
    expect(text({ busy: { kind: 'workers' } })).toContain('; 3 workers are busy until the end: 41 s of work.');
    expect(text({ busy: { kind: 'workers' }, workers: 1 })).toContain(
      'on 1 worker: 14 tasks to execute, 26 from the cache; the worker is busy until the end: 41 s of work.',
    );
  });

  it('names the resource that decides, and the time that no order undercuts', () => {
    expect(text({ busy: { kind: 'resource', name: 'db' } })).toContain(
      '; "db" is busy throughout: no order takes less than 31 s. Estimates',
    );
  });

  it('says no bound that half of the runs are expected to undercut', () => {
    expect(text({ busy: { kind: 'resource', name: 'db' }, lowerBoundMs: 42_001 })).toContain(
      '; "db" is busy throughout. Estimates',
    );
  });

  it('says that workers are kept free, where tasks run alone', () => {
    expect(text({ busy: { kind: 'alone' } })).toContain(
      '; all workers are busy, or kept free for tasks that run alone: no order takes less than 31 s.',
    );
  });

  it('counts tasks of which nothing is known yet as what is likelier, and says so', () => {
    const counts = { tasks: 10, restored: 3, undecided: 3, sources: { history: 6 } };
    expect(text(counts)).toContain('6 tasks to execute (2 perhaps from the cache), 4 from the cache (1 perhaps not);');
  });

  it('says that nothing will be executed, and gives no percentiles', () => {
    const nothing = { p50Ms: 15, p90Ms: 15, chain: [], chainMs: 0, workMs: 0, sources: {} };
    expect(text({ ...nothing, tasks: 40, restored: 40, workersReason: 'auto: 2 workers' })).toBe(
      'Planned: nothing to execute, 40 tasks from the cache.\n',
    );
    expect(text({ ...nothing, tasks: 40, restored: 37, undecided: 3 })).toContain('from the cache (3 perhaps not).');
    expect(text({ ...nothing, tasks: 0, restored: 0 })).toBe('Planned: nothing to execute.\n');
  });

  it('calls estimates rough where most of them are guesses', () => {
    expect(text({ sources: { history: 6, prediction: 7, default: 1 } })).toContain(
      ' The estimates are rough: 6 measured here, 7 predicted, 1 by default.',
    );
    expect(text({ sources: { history: 7, prediction: 7 } })).toContain(' Estimates: 7 measured here, 7 predicted.');
  });

  it('shows the ends of a long chain', () => {
    const chain = ['a:b', 'c:b', 'd:b', 'e:b', 'f:b', 'g:b'];
    expect(text({ chain })).toContain('critical chain a:b → c:b → d:b → 2 more → g:b, 31 s');
    expect(text({ chain: chain.slice(0, 4) })).toContain('critical chain a:b → c:b → d:b → e:b, 31 s');
  });

  it('says that restoring decides, where no executing task is on the chain', () => {
    expect(text({ chain: [], chainMs: 0 })).toContain('26 from the cache; restoring takes longest. Estimates:');
  });

  it('gives the reason for the number of workers a line of its own', () => {
    const workersReason = 'auto: 3 workers: 2 cores';
    expect(text({ workersReason }).split('\n')[1]).toBe(workersReason);
  });

  it('lets no control character of an id through', () => {
    expect(text({ chain: ['a:\u001b[2J'] })).toContain('critical chain a:·[2J,');
    expect(text({ busy: { kind: 'resource', name: 'd\u202eb' } })).toContain('"d·b"');
  });

  it('stays within the columns, and ends each line', () => {
    const lines = text({ workersReason: 'auto: 3 workers: 2 cores, tasks keep 0.4 cores busy' }, 60).split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.length <= 60)).toBe(true);
    expect(lines.at(-1)).toBe('');
  });

  it('makes its first word bold, and keeps the reason in the background', () => {
    const style = { columns: 1000, paint: picocolors.createColors(true) };
    const [first, second] = forecastText({ ...sample, workersReason: 'auto' }, style).split('\n');
    expect(first!.startsWith('\u001b[1mPlanned:\u001b[22m 42 s')).toBe(true);
    expect(second).toBe('\u001b[2mauto\u001b[22m');
  });
});
