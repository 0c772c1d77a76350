import picocolors from 'picocolors';
import { runText } from './run-text.js';
import { forecast, runOf, sampleRun, type SampleRun } from './testing/sample-runs.js';

const textOf = (report: Parameters<typeof runText>[0], columns = 100): string =>
  runText(report, { columns, paint: picocolors.createColors(false) });
const changed = (changes: Parameters<typeof runOf>[1]): string => textOf(runOf(sampleRun, changes));

describe('the text after a run', () => {
  it('tells measured and planned, the chain, the worst estimate and one more worker', () => {
    expect(changed({ cpuLoad: 0.4 })).toBe(`\
Measured: 44.1 s, planned 42 s (P50) to 51 s (P90): 5 % later than P50. 4 executed, 1 restored.
Binding chain: core:build 12 s → app:build 20 s → (worker) app:e2e 11.8 s; 43.8 s in all.
Worst estimate: app:e2e 11.8 s, planned 6 s (predicted).
One more worker: would have saved 4.9 s (11 %); the cores were 40 % busy.
`);
  });

  it('says what one more worker is worth only as far as it is known', () => {
    expect(changed({ cpuLoad: 0.96 })).toContain(
      'would probably have saved nothing (at most 4.9 s), as the cores were 96 % busy.',
    );
    expect(changed({})).toContain('would have saved 4.9 s (11 %) if tasks do not slow each other down.');
    expect(textOf(runOf({ a: [0, 10] }))).toContain('One more worker: would have saved nothing.');
    expect(textOf(runOf({ a: [0, 1000], b: [0, 1000], c: [1000, 1004] }))).toContain('saved less than 1 %.');
  });

  it('says as planned where it was, and earlier where it was earlier', () => {
    const planned = (p50Ms: number, p90Ms = 51_000) => changed({ forecast: { ...forecast, p50Ms, p90Ms } });
    expect(planned(44_000)).toContain('planned 44 s (P50) to 51 s (P90): as planned. 4 executed');
    expect(planned(49_000)).toContain(': 10 % earlier than P50.');
    expect(planned(20_000_000, 30_000_000)).toContain(': 99 % earlier than P50.');
    expect(planned(42_000, 42_000)).toContain('44.1 s, planned 42 s: 5 % later. 4 executed');
  });

  it('says where the cache answered otherwise than was planned', () => {
    const executed = (plannedRestored: boolean) => [0, 1000, { plannedRestored }] as const;
    const wide = (run: SampleRun) => textOf(runOf(run), 1000);
    const restored = [0, 10, { plannedRestored: false, status: 'remote-cache' }] as const;
    expect(wide({ a: executed(true), b: executed(true), c: restored })).toContain(
      '2 executed, 1 restored. Unlike planned, 1 task came from the cache, and 2 did not.\n',
    );
    expect(wide({ a: executed(false), c: restored })).toContain('. Unlike planned, 1 task came from the cache.\n');
    expect(wide({ a: executed(true) })).toContain(' Unlike planned, 1 task did not come from the cache.\n');
    expect(wide({ c: restored })).toBe(
      'Measured: 1 task restored in 10 ms, none executed. Unlike planned, 1 task came from the cache.\n',
    );
    expect(wide({ a: executed(false) })).not.toContain('Unlike');
  });

  it('tells what was measured where nothing was planned', () => {
    expect(changed({ forecast: null, problem: null })).toBe(
      'Measured: 44.1 s: 4 executed, 1 restored.\nWorst estimate: app:e2e 11.8 s, planned 6 s (predicted).\n',
    );
  });

  it('is one line where everything came from the cache, and nothing where nothing was run', () => {
    const status = 'local-cache' as const;
    expect(textOf(runOf({ a: [0, 10, { status }], b: [0, 1000, { status }] }))).toBe(
      'Measured: 2 tasks restored in 1 s, none executed.\n',
    );
    expect(textOf(runOf({}))).toBe('');
  });

  it('is one line after an interruption, which compares nothing', () => {
    const report = runOf({ a: [0, 10, { plannedMs: 99 }], b: [5], c: [] }, { exitCode: 130, elapsedMs: 12_000 });
    expect(textOf(report)).toBe('Interrupted after 12 s: 1 of 3 tasks had ended.\n');
  });

  it('does not compare a run with the plan in which a task failed', () => {
    const run: SampleRun = { a: [0, 10, { status: 'failure' }], b: [undefined, undefined, { status: 'skipped' }] };
    expect(textOf(runOf(run, { exitCode: 1 }))).toBe(
      'Measured: 10 ms, which cannot be compared with the plan: 1 failed, 1 not finished.\nBinding chain: a 10 ms; 10 ms in all.\n',
    );
  });

  it('names the resource that a task waited for, and the tasks that were held back', () => {
    const needs = { demands: [{ resource: 'db', amount: 1 }] };
    const text = textOf(runOf({ a: [0, 10, { needs }], b: [11, 20, { needs }] }, { heldBack: ['b'] }));
    expect(text).toContain('Binding chain: a 10 ms → ("db") b 9 ms; 19 ms in all.\n');
    expect(text).toContain('Held back by resources: 1 task (b).\n');
  });

  it('leaves restored tasks out of the chain', () => {
    const run: SampleRun = { lib: [0, 9, { status: 'local-cache' }], app: [10, 20, { on: ['lib'] }] };
    expect(textOf(runOf(run))).toContain('Binding chain: app 10 ms; ');
  });

  it('mentions no estimate that was nearly right', () => {
    expect(textOf(runOf({ a: [0, 1000, { plannedMs: 950 }], b: [0, 5, { plannedMs: 1 }] }))).not.toContain('Worst');
  });

  it('shows the longest links of a long chain, in at most 8 lines, however long the ids are', () => {
    const id = (task: number): string => `@a-scope/with-a-really-long-name-${task}:build-storybook-${task}`;
    const run = Object.fromEntries(
      Array.from({ length: 40 }, (_, task) => [
        id(task),
        [
          task * 100_000,
          task * 100_000 + 60_000 + task,
          { on: task > 0 ? [id(task - 1)] : [], plannedMs: 1, plannedRestored: true },
        ] as const,
      ]),
    );
    const text = textOf(runOf(run, { heldBack: Object.keys(run), cpuLoad: 0.99, workers: 1 }));
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text).toMatch(/Binding chain: \d+ shorter → /);
  });

  it('shows no control character of an id', () => {
    expect(textOf(runOf({ 'a\u001b[31m\n': [0, 10] }))).toContain('Binding chain: a·[31m· 10 ms');
  });

  it('makes the head of each line bold', () => {
    const paint = { ...picocolors.createColors(false), bold: (text: string) => `<${text}>` };
    const heads = runText(runOf(sampleRun), { columns: 200, paint }).match(/^<[^>]*>/gm);
    expect(heads).toEqual(['<Measured>', '<Binding chain>', '<Worst estimate>', '<One more worker>']);
  });
});
