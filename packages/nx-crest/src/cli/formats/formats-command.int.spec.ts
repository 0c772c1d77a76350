import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { runCrest } from '../program.js';
import type { FormatsReport } from './formats-report.js';

const SCHEMA = join(__dirname, '../../../schemas/formats.schema.json');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crest-formats-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function run(...argv: readonly string[]) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({ write: (text: string) => (said[name] += text) });
  const console = { cwd: folder, env: {}, stdout: stream('stdout'), stderr: stream('stderr'), now: () => 0 };
  return { code: await runCrest(argv, console), ...said };
}

const TASKS =
  '# Tasks: Shelf\n\n- [X] T001 Saw (2h)\n- [ ] T002 Glue (depends on T001)\n\n```\n- [ ] T003 Sample\n```\n';

describe('crest formats', () => {
  it('lists documents at usual places, how each is read and why, and every format', async () => {
    write('specs/001-shelf/tasks.md', TASKS);
    write('node_modules/x/specs/y/tasks.md', TASKS);
    const { code, stdout } = await run('formats');
    expect(code).toBe(0);
    expect(stdout).toContain('specs/001-shelf/tasks.md: spec-kit\n  Recognised by its place and its content (1 of 1).');
    expect(stdout).toContain('2 tasks (1 done), 0 groups; dependencies: 1 explicit');
    expect(stdout).toContain('Order: phases wait for the phase before');
    expect(stdout).toMatch(/^kiro +Kiro tasks.md +\*\*\/.kiro\/specs/m);
    expect(stdout).not.toContain('node_modules');
  });

  it('prints JSON that fits its schema, of documents anywhere too', async () => {
    write('notes/plan.md', TASKS);
    write('notes/prose.md', 'Nothing to do.\n');
    const { stdout } = await run('formats', 'notes/plan.md', 'notes/prose.md', 'gone.md', '--json');
    const report = JSON.parse(stdout) as FormatsReport;
    const accepts = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
    expect([accepts(report), accepts.errors]).toEqual([true, null]);
    expect(report.documents.map(({ path, format }) => [path, format])).toEqual([
      ['notes/plan.md', 'spec-kit'],
      ['notes/prose.md', null],
    ]);
    expect(report.documents[0]?.plans[0]?.notTasks).toEqual({ 'inside a code fence': 1 });
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['CREST303']);
  });
});

describe('crest convert', () => {
  it('writes the plan to stdout, and what is lost to stderr', async () => {
    write('plan.md', TASKS);
    const { code, stdout, stderr } = await run('convert', 'plan.md', '--to', 'mermaid');
    expect(code).toBe(0);
    expect(stdout).toContain('t1 --> t2');
    expect(stderr).toContain('Not carried to mermaid: estimates of 1 task (T001)');
    expect((await run('convert', 'plan.md', '--to', 'json')).stderr).toContain('json carries everything.');
  });

  it('refuses a form that does not exist, and a document with errors', async () => {
    write('plan.md', '- [ ] T001 a (depends on T009)\n');
    expect(await run('convert', 'plan.md', '--to', 'xml')).toMatchObject({ code: 2, stdout: '' });
    const { code, stdout, stderr } = await run('convert', 'plan.md', '--to', 'csv');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('plan.md:1:');
    expect(stderr).toContain('Nothing was converted.');
  });
});
