import { runMarkdown } from './run-markdown.js';
import { runOf, sampleRun, type SampleRun } from './testing/sample-runs.js';

describe('the step summary', () => {
  it('has a table of planned and measured, the chain and the worst estimates', () => {
    expect(runMarkdown(runOf(sampleRun, { cpuLoad: 0.5 }))).toBe(`\
### <code>crest run -t build</code>

| | |
| --- | --- |
| Measured | 44.1 s (5 % later than P50) |
| Planned | 42 s (P50) to 51 s (P90) |
| Tasks | 4 executed, 1 restored |
| Workers | 2, cores 50 % busy |
| One more worker | would have saved 4.9 s (11 %); the cores were 50 % busy |

**Binding chain**: 43.8 s

1. <code>core&#58;build</code> 12 s
1. <code>app&#58;build</code> 20 s
1. <code>app&#58;e2e</code> 11.8 s, waited for a worker

| worst estimates | planned | measured | estimate |
| --- | --- | --- | --- |
| <code>app&#58;e2e</code> | 6 s | 11.8 s | predicted |

`);
  });

  it('is empty where nothing was run', () => {
    expect(runMarkdown(runOf({}))).toBe('');
  });

  it('says after how long a run was interrupted, and nothing of a plan', () => {
    const text = runMarkdown(runOf({ a: [0, 10], b: [5] }, { exitCode: 143, elapsedMs: 12_000 }));
    expect(text).toContain('| Measured | interrupted after 12 s |');
    expect(text).not.toContain('Planned');
  });

  it('says where the cache answered otherwise than was planned', () => {
    expect(runMarkdown(runOf({ a: [0, 10, { plannedRestored: true }] }))).toContain(
      '| Tasks | 1 executed. Unlike planned, 1 task did not come from the cache. |',
    );
  });

  it('compares nothing with the plan where everything came from the cache', () => {
    const text = runMarkdown(runOf({ a: [0, 80, { status: 'local-cache' }] }));
    expect(text).toContain('| Measured | 80 ms |');
    expect(text).not.toMatch(/Planned|earlier/);
  });

  it("says that the order was Nx's own", () => {
    expect(runMarkdown(runOf(sampleRun, { order: 'stock' }))).toContain("| Order | Nx's own |");
  });

  it('gives no name a meaning as Markdown, HTML, a mention or a link', () => {
    const evil = '`|</code><script>alert(1)</script>\n# @me www.a.b *x* _y_ [z](http://q) :tada: \\';
    const needs = { demands: [{ resource: 'db', amount: 1 }], mutexes: [evil] };
    const run: SampleRun = { [evil]: [0, 10, { needs, plannedMs: 1 }], b: [11, 20, { needs }] };
    const text = runMarkdown(runOf(run, { heldBack: [evil], command: ['run', evil] }));
    // What is left of every code element once the character references are gone has no sign but these.
    const inside = [...text.matchAll(/<code>(.*?)<\/code>/gs)].map(([, content = '']) =>
      content.replace(/&#\d+;/g, ''),
    );
    expect(inside.length).toBeGreaterThan(4);
    for (const content of inside) expect(content).toMatch(/^[\w\s/·…-]*$/);
    expect(inside.join('')).not.toContain('_');
    const outside = text.replace(/<code>.*?<\/code>/gs, '');
    expect(outside).not.toMatch(/script|@|http|tada/);
  });

  it('stays within a few kB however many tasks there are', () => {
    const long = '|'.repeat(500);
    const run = Object.fromEntries(
      Array.from({ length: 2000 }, (_, task) => [
        `${long}${task}`,
        [task, task + 1, { plannedMs: 100, on: task > 0 ? [`${long}${task - 1}`] : [] }] as const,
      ]),
    );
    const text = runMarkdown(runOf(run, { heldBack: Object.keys(run), command: ['run-many', '-p', long] }));
    expect(Buffer.byteLength(text)).toBeLessThan(20_000);
  });
});
