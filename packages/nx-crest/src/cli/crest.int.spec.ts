import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import schema from '../../schemas/plan.schema.json';
import type { PlanReport } from '../report/plan-report.js';

const PACKAGE = join(__dirname, '../..');
const REPOSITORY = join(PACKAGE, '../..');
const CREST = join(PACKAGE, 'bin/crest.js');

const PLAN = `# Reading room

| Task | Title | Duration | Dependencies |
| --- | --- | --- | --- |
| SHELF-1 | Build the shelves | 2 hr | None |
| BOOK-1 | Sort the books | 4 hr | SHELF-1 |
| LAMP-1 | Hang the lamps | 1 hr | SHELF-1 |
| OPEN-1 | Open the doors | 1 hr | BOOK-1, LAMP-1 |
`;

const HOUR = 3_600_000;

const ROLES = `# Reading room

| Task | Title | Duration | Dependencies | Owner |
| --- | --- | --- | --- | --- |
| SHELF-1 | Build the shelves | 2 hr | None | Carpenter |
| DESK-1 | Build the desk | 4 hr | None | Carpenter |
| LAMP-1 | Hang the lamps | 1 hr | None | Electrician |
`;

const BROKEN = `# Broken

| Task | Title | Duration | Dependencies |
| --- | --- | --- | --- |
| A-1 | First | 2 hr | A-9 |
| A-2 | Second | 1 hr | A-2 |
| A-3 | Third | 1 hr | A-4 |
| A-4 | Fourth | 1 hr | A-3 |
`;

const TAGGED = {
  alpha: { tasks: [{ id: 1, title: 'One', status: 'pending', dependencies: [] }] },
  beta: {
    tasks: [
      { id: 1, title: 'One', status: 'pending', dependencies: [] },
      { id: 2, title: 'Two', status: 'pending', dependencies: [1] },
    ],
  },
};

let folder: string;

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(args: readonly string[], options: { readonly env?: Record<string, string>; readonly cwd?: string } = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const result = spawnSync(process.execPath, [CREST, ...args], {
    cwd: options.cwd ?? folder,
    env: { ...env, NX_DAEMON: 'false', COLUMNS: '100', ...options.env },
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Runs with `--json` and checks what comes out against the shipped schema. */
function runJson(args: readonly string[], cwd?: string): { readonly code: number | null; readonly report: PlanReport } {
  const { code, stdout } = run([...args, '--json'], cwd === undefined ? {} : { cwd });
  const report: unknown = JSON.parse(stdout);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return { code, report: report as PlanReport };
}

beforeAll(() => {
  if (!existsSync(join(PACKAGE, 'dist/cli/main.js'))) throw new Error('build first: npx nx build nx-crest');
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'crest-cli-')));
  write('plan.md', PLAN);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('crest plan FILE outside any workspace', () => {
  it('plans it, and has nothing to complain about', () => {
    const { code, stdout, stderr } = run(['plan', 'plan.md']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('7 h planned over 3 tasks');
    expect(stdout).toContain('SHELF-1 → BOOK-1 → OPEN-1');
  });

  it('prints JSON by the schema', () => {
    const { code, report } = runJson(['plan', 'plan.md']);
    expect(code).toBe(0);
    expect(report.generatedFrom).toMatchObject({ kind: 'document', path: 'plan.md' });
    expect(report.waves).toEqual([['SHELF-1'], ['BOOK-1', 'LAMP-1'], ['OPEN-1']]);
  });

  it('prints the same bytes each time and everywhere, without an absolute path', () => {
    const first = run(['plan', 'plan.md', '--json']).stdout;
    write('elsewhere/plan.md', PLAN);
    expect(run(['plan', './plan.md', '--json'], { cwd: join(folder, 'elsewhere') }).stdout).toBe(first);
    expect(first).not.toContain(folder);
  });

  it('schedules on the workers that it is given', () => {
    expect(runJson(['plan', 'plan.md', '--workers', '1']).report.schedule).toMatchObject({
      workers: 1,
      makespanMs: 28_800_000,
    });
  });

  it('lets only as many tasks of a role run at once as there are', () => {
    write('roles.md', ROLES);
    const { code, report } = runJson(['plan', 'roles.md', '--workers', '3', '--resource', 'carpenter=1']);
    expect(code).toBe(0);
    expect(report.resources).toEqual([{ name: 'carpenter', capacity: 1, tasks: ['SHELF-1', 'DESK-1'] }]);
    expect(report.schedule).toMatchObject({ makespanMs: 6 * HOUR, optimal: true, boundResource: 'carpenter' });
    expect(runJson(['plan', 'roles.md', '--workers', '3']).report.schedule).toMatchObject({ makespanMs: 4 * HOUR });
  });

  it('warns of a resource that nobody needs, and plans without it', () => {
    write('roles.md', ROLES);
    const { code, stdout, stderr } = run(['plan', 'roles.md', '--resource', 'carpentr=1']);
    expect(code).toBe(0);
    expect(stdout).toContain('Resources      carpentr 1 (0 tasks)');
    expect(stderr).toContain('CREST410 warning: no task needs the resource "carpentr"');
    expect(stderr).toContain('Needs, assignees and labels are Carpenter, Electrician.');
  });

  it('shows the tasks that can never start for want of a resource', () => {
    write('roles.md', ROLES);
    const { code, stdout, stderr } = run(['plan', 'roles.md', '--resource', 'electrician=0']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('roles.md:7:1 CREST106 error: task "LAMP-1" needs 1 of "electrician"');
    const { report } = runJson(['plan', 'roles.md', '--resource', 'electrician=0']);
    expect(report).toMatchObject({ schedule: null, resources: [{ name: 'electrician', tasks: ['LAMP-1'] }] });
  });

  it('searches as long as the budget says, and says where time ended the search', () => {
    const counted = runJson(['plan', 'plan.md', '--workers', '2', '--budget', '1']).report.schedule;
    expect(counted).toMatchObject({ schedulesBuilt: 1, reproducible: true });
    expect(runJson(['plan', 'plan.md', '--budget', '20ms']).report.schedule.reproducible).toBe(false);
    expect(run(['plan', 'plan.md', '--budget', '20ms']).stdout).toMatch(/another\s+run\s+or\s+machine/);
  });

  it('finds the least workers for a deadline', () => {
    const { code, report } = runJson(['plan', 'plan.md', '--deadline', '1d']);
    expect(code).toBe(0);
    expect(report.deadline).toMatchObject({ deadlineMs: 8 * HOUR, kind: 'found', leastWorkers: 1, proven: true });
    expect(run(['plan', 'plan.md', '--deadline', '7h']).stdout).toContain(
      'Deadline       7 h: 2 workers meet it (7 h); fewer cannot: proven\n',
    );
  });

  it('ends with 1 where the plan is later than its deadline, with the reason', () => {
    const { code, stdout, stderr } = run(['plan', 'plan.md', '--deadline', '6h']);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('6 h: impossible with any number of workers: the critical path alone takes until 7 h');
    expect(run(['plan', 'plan.md', '--deadline', '7h', '--workers', '1']).code).toBe(1);
    expect(runJson(['plan', 'plan.md', '--deadline', '6h'])).toMatchObject({
      code: 1,
      report: { deadline: { kind: 'impossible', bound: { boundReason: 'critical-path' } } },
    });
  });

  it('says what changes would save', () => {
    expect(run(['plan', 'plan.md', '--what-if']).stdout).toContain(
      'Half as long   BOOK-1 saves 2 h, SHELF-1 saves 1 h, OPEN-1 saves 30 min\n',
    );
    const { whatIf } = runJson(['plan', 'plan.md', '--what-if', '--workers', '1']).report;
    expect(whatIf?.capacity).toEqual([{ resource: null, capacity: 2, savedMs: HOUR, makespanMs: 7 * HOUR }]);
  });

  it('simulates the plan where a task has a spread, the same each time', () => {
    write('range.md', PLAN.replace('4 hr', '2-6 hr'));
    const args = ['plan', 'range.md', '--simulate', '500', '--deadline', '2d', '--workers', '2'];
    expect(run(args).stdout).toContain('Most critical  BOOK-1 100 %, OPEN-1 100 %, SHELF-1 100 % of the runs\n');
    const { simulation } = runJson(args).report;
    expect(simulation).toMatchObject({ runs: 500, uncertainTasks: 1, deadlineChance: 1 });
    expect(runJson(args).report.simulation).toEqual(simulation);
  });

  it('does not print percentiles where no task has a spread', () => {
    const { code, stdout } = run(['plan', 'plan.md', '--simulate', '500']);
    expect(code).toBe(0);
    expect(stdout).toContain('Simulation     nothing to simulate: no task has a spread');
    expect(stdout).not.toContain('P80');
  });

  it('plans again from a state, and from its own schedule', () => {
    const tasks = { 'SHELF-1': { status: 'done', finishedAt: '3h' }, 'LAMP-1': { estimate: '2h' } };
    write('state.json', JSON.stringify({ now: '3h', tasks }));
    const args = ['plan', 'plan.md', '--workers', '2', '--from-state', 'state.json'];
    const { code, stdout, stderr } = run(args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(
      'Schedule       8 h planned on 2 workers, 3 h of it past; optimal: no schedule is shorter',
    );
    expect(stdout).toContain('Planned again (at 3 h: 4 tasks, 1 done, 0 running, 3 to do)');
    const { schedule } = runJson(args).report;
    write('state.json', JSON.stringify({ now: '3h', tasks, schedule }));
    const again = runJson(['plan', 'plan.md', '--from-state', 'state.json']).report;
    expect(again).toMatchObject({ workers: 2, replan: { method: 'kept', moved: [], shifted: [] } });
  });

  it('says what is wrong with a state, where, and with the document, in one pass', () => {
    write('broken.md', BROKEN);
    write('state.json', '{\n  "now": "3h",\n  "tasks": { "A-1": { "status": "bsy" } }\n}\n');
    const { code, stdout, stderr } = run(['plan', 'broken.md', '--from-state', 'state.json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('state.json:3:33 CREST208 error: "status" should be done, running or failed');
    expect(stderr).toContain('  3 |   "tasks": { "A-1": { "status": "bsy" } }');
    expect(stderr).toContain('CREST104 error');
    expect(runJson(['plan', 'plan.md', '--from-state', 'state.json'])).toMatchObject({
      code: 2,
      report: { generatedFrom: { path: 'plan.md' }, schedule: null },
    });
  });

  it.each([
    ['missing.json', 'CREST303'],
    ['.', 'CREST307'],
    ['plan.md', 'CREST207'],
  ])('does not plan from the state %s', (state, found) => {
    const { code, stdout, stderr } = run(['plan', 'plan.md', '--from-state', state]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${found} error`);
  });

  it('does not plan again where more runs than can, and warns of tasks that are not there', () => {
    const running = { status: 'running', since: 0, worker: 0 };
    write('state.json', JSON.stringify({ now: '1h', tasks: { 'SHELF-1': running, 'BOOK-1': running, 'BOK-1': {} } }));
    const { code, stdout, stderr } = run(['plan', 'plan.md', '--workers', '1', '--from-state', 'state.json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('CREST108 error');
    expect(stderr).toMatch(/CREST411 warning: .*"BOK-1".*\n(?:.*\n){2} +Did you mean "BOOK-1"/);
  });

  it('tells all that is wrong in one pass', () => {
    write('broken.md', BROKEN);
    const { code, stdout, stderr } = run(['plan', 'broken.md']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.match(/CREST[0-9]+ error/g)).toEqual(['CREST102 error', 'CREST103 error', 'CREST104 error']);
    expect(stderr).toMatch(/broken[.]md:5:[0-9]+ CREST102 error: task "A-1" depends on "A-9"/);
    expect(stderr).toContain('3 errors: nothing was planned.');
  });

  it('puts the same diagnostics into the JSON, and on stderr', () => {
    write('broken.md', BROKEN);
    const { code, report } = runJson(['plan', 'broken.md']);
    expect(code).toBe(2);
    expect(report.diagnostics.map((found) => found.code)).toEqual(['CREST102', 'CREST103', 'CREST104']);
    expect(run(['plan', 'broken.md', '--json']).stderr).toContain('CREST104');
  });

  it('says that there is no such document', () => {
    const { code, stderr } = run(['plan', 'missing.md']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^CREST303 error: there is no document at missing[.]md\n/);
  });

  it('does not make tasks of prose', () => {
    write('prose.md', '# Thoughts\n\nWe could build shelves first, and sort the books later.\n');
    const { code, stdout, stderr } = run(['plan', 'prose.md']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/CREST20[12] error/);
  });

  it('does not read what is no text', () => {
    writeFileSync(join(folder, 'image.md'), Buffer.from([0x89, 0x50, 0xff, 0xfe, 0x00]));
    expect(run(['plan', 'image.md'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('wants a document', () => {
    expect(run(['plan'])).toMatchObject({ code: 2, stderr: expect.stringContaining('CREST402') as string });
  });

  it('wants a workspace for targets', () => {
    expect(run(['plan', '-t', 'build'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CREST402') as string,
    });
  });
});

describe('a file with several plans', () => {
  beforeEach(() => {
    write('tasks.json', JSON.stringify(TAGGED));
  });

  it('lists the tags', () => {
    const { code, report } = runJson(['plan', 'tasks.json']);
    expect(code).toBe(2);
    expect(report.diagnostics.map(({ code: found, message }) => `${found} ${message}`)).toEqual([
      'CREST407 tasks.json holds several plans: alpha, beta',
    ]);
  });

  it('plans the tag that was chosen', () => {
    const { code, report } = runJson(['plan', 'tasks.json', '--tag', 'beta']);
    expect([code, report.tasks.length]).toEqual([0, 2]);
    expect(report.generatedFrom).toMatchObject({ tag: 'beta' });
  });

  it('plans the only tag with open tasks', () => {
    const alpha = { tasks: TAGGED.alpha.tasks.map((task) => ({ ...task, status: 'done' })) };
    write('tasks.json', JSON.stringify({ ...TAGGED, alpha }));
    expect(runJson(['plan', 'tasks.json']).report.generatedFrom).toMatchObject({ tag: 'beta' });
  });

  it.each([
    ['an entry that is no object', { tasks: ['nonsense'] }],
    ['tasks that are no list', { tasks: 'nonsense' }],
  ])('does not let %s stand against another tag', (_, alpha) => {
    write('tasks.json', JSON.stringify({ ...TAGGED, alpha }));
    const { code, report } = runJson(['plan', 'tasks.json', '--tag', 'beta']);
    expect([code, report.tasks.length, report.diagnostics]).toEqual([0, 2, []]);
    expect(run(['plan', 'tasks.json', '--tag', 'alpha'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CREST208') as string,
    });
  });

  it('says which tags there are', () => {
    expect(run(['plan', 'tasks.json', '--tag', 'gamma']).stderr).toContain('--tag should be one of alpha, beta');
  });
});

describe('the command line', () => {
  it('prints version and help', () => {
    const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
    expect(run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(run(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: crest') as string });
    expect(run(['plan', '--help']).stdout).toContain('A file with several plans');
  });

  it.each([
    ['an unknown option', ['plan', 'plan.md', '--wokers', '2'], 'unknown option'],
    ['an unknown command', ['paln'], 'unknown command'],
    ['too many arguments', ['plan', 'plan.md', 'other.md'], 'too many arguments'],
    ['a bad number', ['plan', 'plan.md', '--workers', 'many'], 'CREST401'],
    ['a bad resource', ['plan', 'plan.md', '--resource', 'carpenter'], 'CREST401'],
    ['a bad deadline', ['plan', 'plan.md', '--deadline', '2-4h'], 'CREST401'],
    ['too few runs', ['plan', 'plan.md', '--simulate', '5'], 'CREST401'],
    ['a bad budget', ['plan', 'plan.md', '--budget', 'much'], 'CREST401'],
    ['an unknown format', ['plan', 'plan.md', '--format', 'papyrus'], 'CREST401'],
  ])('ends with 2 for %s', (_, args, message) => {
    const { code, stdout, stderr } = run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('has no escape sequence where nobody looks', () => {
    expect(run(['plan', 'plan.md']).stdout).not.toContain('\u001b');
  });

  it('takes colours from FORCE_COLOR, and NO_COLOR outranks it', () => {
    expect(run(['plan', 'plan.md'], { env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[1m');
    expect(run(['plan', 'plan.md'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain('\u001b');
  });

  it('ends quietly when its reader has gone', () => {
    const rows = Array.from({ length: 3000 }, (_, n) => `| R-${n} | Row ${n} with a title | 1 hr | None |`).join('\n');
    write('long.md', `${PLAN.split('\n').slice(0, 4).join('\n')}\n${rows}\n`);
    const command = `"${process.execPath}" "${CREST}" plan long.md --json | head -1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['{\n', '']);
  });

  const full = existsSync('/dev/full') ? it : it.skip;
  full('does not take half a plan for a whole one when the disk is full', () => {
    const command = `"${process.execPath}" "${CREST}" plan plan.md --json > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^crest: the output could not be written: .*ENOSPC.*\n$/);
  });

  it('says why a file cannot be read (CREST307)', () => {
    mkdirSync(join(folder, 'folder.json'));
    write('plan.md', PLAN);
    const { code, stdout, stderr } = run(['plan', 'plan.md', '--from-state', 'folder.json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('CREST307 error: folder.json cannot be read: it is a folder');
  });

  it('loads neither parsers nor Nx to print its version', () => {
    const script = `
      const { runCrest } = require(${JSON.stringify(join(PACKAGE, 'dist/cli/program.js'))});
      const out = { write() {} };
      runCrest(['--version'], { cwd: '.', env: {}, stdout: out, stderr: out })
        .then(() => console.log(JSON.stringify(Object.keys(require.cache))));`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    const loaded = JSON.parse(stdout) as readonly string[];
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter((path) => /lezer|[/]nx[/]|formats|analyzer/.test(path.replace(PACKAGE, '')))).toEqual([]);
  });
});

describe('in a workspace', () => {
  beforeEach(() => {
    symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
    write('package.json', '{ "name": "workspace", "private": true }');
    write(
      'nx.json',
      '{ "analytics": false, "neverConnectToCloud": true, "targetDefaults": { "build": { "dependsOn": ["^build"] } } }',
    );
    const target = { command: 'true' };
    const project = (name: string, on: readonly string[]) =>
      JSON.stringify({
        name,
        implicitDependencies: on,
        targets: { build: target, check: { executor: 'nx:noop', dependsOn: ['build'] } },
      });
    write('packages/lib/project.json', project('lib', []));
    write('packages/lib/src/index.ts', 'x'.repeat(100_000));
    write('packages/app/project.json', project('app', ['lib']));
    write('packages/docs/project.json', project('docs', []));
  });

  it('plans what nx run-many would run, each estimate with its source', () => {
    const { code, report } = runJson(['plan', '-t', 'check']);
    expect(code).toBe(0);
    expect(report.tasks.map(({ id, estimate, wave }) => [id, estimate.ms, estimate.source, wave])).toEqual([
      ['app:build', 2000, 'default', 1],
      ['app:check', 0, 'default', null],
      ['docs:build', 2000, 'default', 0],
      ['docs:check', 0, 'default', null],
      ['lib:build', 3500, 'prediction', 0],
      ['lib:check', 0, 'default', null],
    ]);
    expect(report.tasks[0]).toMatchObject({
      project: 'app',
      target: 'build',
      dependsOn: [{ id: 'lib:build', origin: 'project' }],
    });
  });

  it('keeps to the projects that are named, and what they wait for', () => {
    expect(runJson(['plan', '-t', 'build', '-p', 'app']).report.tasks.map(({ id }) => id)).toEqual([
      'app:build',
      'lib:build',
    ]);
  });

  it('warns of a target that no project has, and plans the others', () => {
    const { code, report } = runJson(['plan', '-t', 'build', 'tset']);
    expect([code, report.tasks.length]).toEqual([0, 3]);
    expect(report.diagnostics.map(({ code: found, message }) => `${found} ${message}`)).toEqual([
      'CREST409 no project has a target "tset"',
    ]);
  });

  it('says of a folder that no plan is in it', () => {
    expect(run(['plan', 'packages']).stderr).toContain('CREST221 error: no planning document recognised in the folder');
  });

  it('says that no project has the target', () => {
    expect(run(['plan', '-t', 'deploy'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CREST403') as string,
    });
  });

  it('says that Nx cannot make the graph', () => {
    write('packages/copy/project.json', JSON.stringify({ name: 'lib' }));
    const { code, stderr } = run(['plan', '-t', 'build']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/CREST406 error: .*packages[/]copy/);
  });

  it('shows a document by its path from the workspace root', () => {
    write('docs/plans/plan.md', PLAN);
    const { report } = runJson(['plan', 'plan.md'], join(folder, 'docs/plans'));
    expect(report.generatedFrom).toMatchObject({ path: 'docs/plans/plan.md' });
  });

  it('takes a word that ends like a file for one where no project is called so', () => {
    expect(run(['plan', 'missing.md']).stderr).toMatch(/^CREST303 error: there is no document at missing[.]md\n/);
  });

  it('says that a word is neither a document nor a spec project', () => {
    expect(run(['plan', 'reading-room']).stderr).toContain('"reading-room" is neither a document nor a spec project');
  });
});

const SHARED = join(REPOSITORY, '../shared');
const describeShared = existsSync(join(SHARED, 'seeds')) ? describe : describe.skip;

// Reference documents lie beside the checkout on some machines only; where they do not, these tests are skipped.
describeShared('reference documents', () => {
  const seed = (name: string): string => join(SHARED, 'seeds', name);

  it('plans the agent plan as its reference does', () => {
    const oracle = JSON.parse(readFileSync(join(SHARED, 'data/oracles/002_graph.json'), 'utf8')) as {
      readonly T: Record<string, { readonly ES: number; readonly EF: number; readonly slack: number }>;
    };
    const { code, report } = runJson(['plan', seed('002_40dad39ce2e029fe.txt')]);
    const hours = (ms: number | null): number => (ms ?? Number.NaN) / 3_600_000;
    expect(code).toBe(0);
    expect(report.tasks).toHaveLength(47);
    expect(report.tasks.reduce((sum, task) => sum + task.dependsOn.length, 0)).toBe(76);
    expect(hours(report.totalWorkMs)).toBe(161);
    expect(hours(report.criticalPath.ms)).toBe(23.5);
    expect(report.waves.map((wave) => wave.length)).toEqual([1, 6, 11, 8, 14, 6, 1]);
    expect(hours(report.barrier.topological.makespanMs)).toBe(31.5);
    expect(hours(report.barrier.topological.costMs)).toBe(8);
    expect(hours(report.barrier.document?.makespanMs ?? null)).toBe(89.5);
    expect(hours(report.barrier.document?.costMs ?? null)).toBe(66);
    for (const { id, earliestStartMs, earliestFinishMs, slackMs } of report.tasks) {
      expect([id, hours(earliestStartMs), hours(earliestFinishMs), hours(slackMs)]).toEqual([
        id,
        oracle.T[id]!.ES,
        oracle.T[id]!.EF,
        oracle.T[id]!.slack,
      ]);
    }
  });

  it.each([
    [1, 161],
    [2, 81],
    [3, 54.5],
    [4, 41],
    [5, 33],
    [6, 27.5],
    [7, 24.5],
    [8, 23.5],
  ])('schedules the agent plan on %d workers in %d h', (workers, hours) => {
    const { report } = runJson(['plan', seed('002_40dad39ce2e029fe.txt'), '--workers', String(workers)]);
    expect(report.schedule.makespanMs / HOUR).toBe(hours);
    expect(report.sweep.find((row) => row.workers === workers)?.makespanMs).toBe(report.schedule.makespanMs);
  });

  it.each([
    '000_64a2aae122b92d95.txt',
    '001_6c21ceb1463e18c4.txt',
    '003_580e596b18196fe8.txt',
    '004_b25125a452427832.txt',
  ])('reads %s without a crash', (name) => {
    const { code, stderr } = run(['plan', seed(name)]);
    expect([0, 2]).toContain(code);
    expect(stderr).not.toContain('internal error');
  });
});
