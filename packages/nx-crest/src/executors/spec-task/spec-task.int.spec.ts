import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SpecTaskOptions } from './spec-task-options.js';
import { specTask } from './spec-task.impl.js';
import type { TaskFile } from './task-file.js';

const DOCUMENT = 'specs/001-demo/tasks.md';
const TASKS = [
  '# Tasks: Demo',
  '',
  '- [X] T001 Begin',
  '- [ ] T002 Write src/a.ts "; touch pwned; $(touch pwned) (depends on T001)',
  '- [ ] T003 Rest',
  '',
].join('\n');

let root = '';
let told = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-task-'));
  mkdirSync(join(root, 'specs/001-demo'), { recursive: true });
  writeFileSync(join(root, DOCUMENT), TASKS);
  told = '';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      told += String(text);
      return true;
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const node = (script: string) => [process.execPath, '-e', script];
const COPY_TASK = node('require("fs").copyFileSync(process.env.CREST_TASK_FILE, "seen.json")');
const read = () => readFileSync(join(root, DOCUMENT), 'utf8');

async function run(options: Partial<SpecTaskOptions> = {}, pluginOptions: object = {}): Promise<boolean> {
  const { success } = await specTask(
    { document: DOCUMENT, task: 'T002', command: COPY_TASK, ...options },
    {
      root,
      projectName: '001-demo',
      nxJsonConfiguration: { plugins: [{ plugin: 'nx-crest', options: pluginOptions }] },
    },
  );
  expect(told).not.toMatch(/^\s+at /m); // no stack trace, whatever happens
  return success;
}

/** The options without a command, as the plugin writes them when none is configured. */
const withoutCommand = (task: string) =>
  specTask({ document: DOCUMENT, task }, { root, projectName: '001-demo', nxJsonConfiguration: {} });

test('the command finds its task as data, and the box is ticked when it succeeded', async () => {
  expect(await run()).toBe(true);
  expect(JSON.parse(readFileSync(join(root, 'seen.json'), 'utf8')) as TaskFile).toMatchObject({
    version: 1,
    project: '001-demo',
    document: DOCUMENT,
    id: 'T002',
    title: expect.stringContaining('"; touch pwned; $(touch pwned)') as string,
    files: ['src/a.ts'],
    dependencies: [{ id: 'T001', origin: 'explicit' }],
    estimate: { ms: 3_600_000, p90Ms: 3_600_000, source: 'default' },
    line: 4,
  });
  expect(read()).toBe(TASKS.replace('[ ] T002', '[X] T002'));
  expect(existsSync(join(root, 'pwned'))).toBe(false);
  expect(readdirSync(join(root, '.crest/tasks'))).toEqual([]);
});

test('task files that a killed run left are removed after a day', async () => {
  mkdirSync(join(root, '.crest/tasks'), { recursive: true });
  for (const [name, hours] of [
    ['old.json', 25],
    ['fresh.json', 23],
  ] as const) {
    writeFileSync(join(root, '.crest/tasks', name), '{}');
    const time = new Date(Date.now() - hours * 3_600_000);
    utimesSync(join(root, '.crest/tasks', name), time, time);
  }
  expect(await run()).toBe(true);
  expect(readdirSync(join(root, '.crest/tasks'))).toEqual(['fresh.json']);
});

test('a command that fails leaves the task open, and its exit code is told', async () => {
  expect(await run({ command: node('process.exit(7)') })).toBe(false);
  expect(told).toContain('ended with 7');
  expect(read()).toBe(TASKS);
});

test('a command that cannot be started is told with the place to correct it', async () => {
  expect(await run({ command: ['crest-no-such-program'] })).toBe(false);
  expect(told).toContain('"command" in nx.json');
});

test('a finished task succeeds at once', async () => {
  expect(await run({ task: 'T001' })).toBe(true);
  expect(existsSync(join(root, 'seen.json'))).toBe(false);
});

test('without a command it says what to configure; a finished task needs none', async () => {
  expect(await withoutCommand('T002')).toEqual({ success: false });
  expect(told).toContain('CREST301');
  expect(await withoutCommand('T001')).toEqual({ success: true });
});

test.each([
  ['CREST303', { document: 'docs/none.md' }],
  ['CREST303', { document: `${DOCUMENT}/below.md` }],
  ['CREST304', { document: '../tasks.md' }],
  ['CREST304', { document: '/etc/passwd' }],
  ['CREST304', { document: 'specs/outside.md' }],
  ['CREST305', { task: 'T099' }],
  ['CREST305', { tag: 'other' }],
])('%s: %j', async (code, options) => {
  symlinkSync('/etc/hostname', join(root, 'specs/outside.md'));
  expect(await run(options)).toBe(false);
  expect(told).toContain(code);
  expect(existsSync(join(root, 'seen.json'))).toBe(false);
});

test('a dropped task is not executed', async () => {
  const tasks = [{ id: 1, title: 'x', status: 'deferred', dependencies: [] }];
  writeFileSync(join(root, 'tasks.json'), JSON.stringify({ tasks }));
  expect(await run({ document: 'tasks.json', task: '1' })).toBe(false);
  expect(told).toContain('CREST306');
});

test('a task that waits for what no plan has does not start (CREST315)', async () => {
  expect(await run({ unknown: ['532'] })).toBe(false);
  expect(told).toContain('CREST315');
  expect(existsSync(join(root, 'seen.json'))).toBe(false);
});

test('a broken document runs nothing, and all its errors are told with their lines', async () => {
  writeFileSync(join(root, DOCUMENT), '- [ ] T001 a (depends on T009)\n- [ ] T002 b (depends on T008)\n');
  expect(await run()).toBe(false);
  expect(told).toContain(`${DOCUMENT}:1:`);
  expect(told).toContain(`${DOCUMENT}:2:`);
  expect(told).toContain('| - [ ] T002 b (depends on T008)');
  expect(existsSync(join(root, 'seen.json'))).toBe(false);
});

test('a wrong option in nx.json runs nothing', async () => {
  expect(await run({}, { umbrella: 7 })).toBe(false);
  expect(told).toContain('CREST302');
});

test('where the document cannot say it, the task succeeds with a warning', async () => {
  const table = '| Task | Duration | Dependencies |\n| --- | --- | --- |\n| A1 | 2h | - |\n| A2 | 1h | A1 |\n';
  writeFileSync(join(root, 'plan.md'), table);
  expect(await run({ document: 'plan.md', task: 'A1' })).toBe(true);
  expect(told).toContain('CREST214 warning');
  expect(readFileSync(join(root, 'plan.md'), 'utf8')).toBe(table);
});

test('where the document is gone when the work is done, the task succeeds with a warning', async () => {
  expect(await run({ command: node(`require("fs").rmSync(${JSON.stringify(DOCUMENT)})`) })).toBe(true);
  expect(told).toContain('CREST214 warning');
  expect(told).toContain('by hand');
});

const onPosix = process.platform === 'win32' ? test.skip : test;
onPosix('the files stay locked until what the command left behind has ended, and that is told', async () => {
  const tasks = '- [ ] T001 [P] Write src/a.ts\n- [ ] T002 [P] Write src/a.ts again\n';
  writeFileSync(join(root, DOCUMENT), tasks);
  // Both note "in" at once, and "out" when they are told to end.
  const note = (word: string) => `echo ${word} >> log`;
  const leftOver = `trap "${note('out')}; exit" TERM; ${note('in')}; touch $CREST_TASK_FILE.in; while :; do sleep 0.01; done`;
  const command = ['sh', '-c', `(${leftOver})& until [ -e $CREST_TASK_FILE.in ]; do sleep 0.01; done`];
  expect(await Promise.all([run({ task: 'T001', command }), run({ task: 'T002', command })])).toEqual([true, true]);
  expect(readFileSync(join(root, 'log'), 'utf8')).toBe('in\nout\nin\nout\n');
  expect(told).toContain('left behind were ended');
});

test('two runs of one task at once execute it once', async () => {
  const command = node('require("fs").appendFileSync("runs", "x"); setTimeout(() => {}, 100)');
  expect(await Promise.all([run({ command }), run({ command })])).toEqual([true, true]);
  expect(readFileSync(join(root, 'runs'), 'utf8')).toBe('x');
});

test('when the run is ended, the command is, too, and the box stays open', async () => {
  const command = node('require("fs").writeFileSync("started", ""); setInterval(() => {}, 1000)');
  const running = run({ command });
  for (let tries = 0; tries < 500 && !existsSync(join(root, 'started')); tries++) await sleep(10);
  process.emit('SIGHUP');
  expect(await running).toBe(false);
  expect(told).toContain('received SIGHUP');
  expect(read()).toBe(TASKS);
});

test('a state folder that is a link is refused before anything runs', async () => {
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync('elsewhere', join(root, '.crest'));
  expect(await run()).toBe(false);
  expect(told).toContain('not a folder of its own');
  expect(existsSync(join(root, 'seen.json'))).toBe(false);
});
