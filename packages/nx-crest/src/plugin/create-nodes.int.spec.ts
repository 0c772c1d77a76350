import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeNodes } from './create-nodes.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-nodes-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const TASKS = '# Tasks: Demo\n\n- [ ] T001 Write packages/a/x.ts\n- [X] T002 Think\n';

interface Given {
  readonly options?: unknown;
  readonly targetDefaults?: Record<string, object>;
  /** What globs match: this test's stand-in for Nx. */
  readonly globbed?: Readonly<Record<string, readonly string[]>>;
}

/** The projects of the workspace by name. */
async function projects(files: readonly string[], { options, targetDefaults = {}, globbed = {} }: Given = {}) {
  const nodes = await makeNodes({
    workspaceRoot: root,
    options,
    nxJson: { targetDefaults },
    files,
    findFiles: (_root, globs) => {
      if (globs.includes('{a,b')) throw new Error('bad glob'); // as Nx does
      return Promise.resolve(globs.flatMap((glob) => globbed[glob] ?? []));
    },
    cacheFolder: join(root, 'cache'),
  });
  const all = nodes.flatMap(([, result]) => Object.entries(result.projects ?? {}));
  for (const [place, project] of all) expect(project.root).toBe(place);
  return Object.fromEntries(all.map(([, project]) => [project.name ?? '', project]));
}

test('a document is a project beside it that does not exist, with its tasks as targets', async () => {
  write('specs/001-demo/tasks.md', TASKS);
  const found = await projects(['specs/001-demo/tasks.md']);
  expect(found['001-demo']).toMatchObject({
    root: 'specs/001-demo/.crest/tasks.md',
    metadata: { description: 'Demo', crest: { document: 'specs/001-demo/tasks.md' } },
  });
  expect(Object.keys(found['001-demo']?.targets ?? {})).toEqual(expect.arrayContaining(['T001', 'T002', 'implement']));
});

test('a name that a project of the workspace has is avoided, short forms and folders included', async () => {
  for (const name of ['one', 'two', 'three']) write(`x/specs/${name}/tasks.md`, TASKS);
  write('packages/one/package.json', '{"name":"@org/one"}');
  write('packages/b/project.json', '{"name":"Two"}');
  write('packages/three/project.json', '{broken');
  const files = ['one', 'two', 'three'].map((name) => `x/specs/${name}/tasks.md`);
  const globbed = {
    '**/package.json': ['packages/one/package.json'],
    '**/project.json': ['packages/b/project.json', 'packages/three/project.json'],
  };
  expect(Object.keys(await projects(files, { globbed })).sort()).toEqual(['x-one', 'x-three', 'x-two']);
});

test('documents elsewhere are named in the options, by path or by glob', async () => {
  write('docs/roadmap.md', TASKS.replace('Tasks', 'Implementation'));
  write('plans/q1.md', '| Task | Duration | Dependencies |\n| --- | --- | --- |\n| A1 | 2h | - |\n| A2 | 1h | A1 |\n');
  write('plans/notes.md', '# Notes\n');
  const options = { documents: ['./docs/roadmap.md', 'plans/*.md'] };
  const found = await projects([], { options, globbed: { 'plans/*.md': ['plans/notes.md', 'plans/q1.md'] } });
  expect(Object.keys(found).sort()).toEqual(['q1', 'roadmap']);
});

test('a document that is named but missing, empty or out of reach is a project that tells so', async () => {
  write('docs/empty.md', '');
  symlinkSync('/etc/hostname', join(root, 'docs/outside.md'));
  const found = await projects([], { options: { documents: ['docs/none.md', 'docs/empty.md', 'docs/outside.md'] } });
  expect(Object.keys(found).sort()).toEqual(['empty', 'none', 'outside']);
  for (const project of Object.values(found)) {
    expect(Object.keys(project.targets ?? {})).toEqual(['implement']);
    expect(project.targets?.['implement']?.executor).toBe('nx-crest:spec-task');
  }
});

test('a document without tasks that was only found makes no project', async () => {
  write('specs/001/tasks.md', '# Tasks\n\nNone yet.\n');
  expect(await projects(['specs/001/tasks.md', 'specs/gone/tasks.md'])).toEqual({});
});

test('a broken document has no runnable task, and the others are whole', async () => {
  write('specs/good/tasks.md', TASKS);
  write('specs/bad/tasks.md', '# Tasks\n\n- [ ] T001 a (depends on T007)\n');
  const found = await projects(['specs/bad/tasks.md', 'specs/good/tasks.md']);
  expect(Object.keys(found['bad']?.targets ?? {})).toEqual(['implement']);
  expect(found['good']?.targets).toHaveProperty('T001');
});

test('with a wrong option no task may run', async () => {
  write('specs/good/tasks.md', TASKS);
  const found = await projects(['specs/good/tasks.md'], { options: { command: 'node agent.mjs' } });
  expect(Object.keys(found['good']?.targets ?? {})).toEqual(['implement']);
});

test('target defaults do not reach a task of their name', async () => {
  write('specs/good/tasks.md', TASKS);
  const found = await projects(['specs/good/tasks.md'], { targetDefaults: { T001: { dependsOn: ['^build'] } } });
  expect(found['good']?.targets).not.toHaveProperty('T001');
  expect(found['good']?.targets?.['task-T001']?.options).toMatchObject({ task: 'T001' });
});

test('a document that did not change is not read by the parsers again', async () => {
  write('specs/good/tasks.md', TASKS);
  const thinking = async () =>
    (await projects(['specs/good/tasks.md']))['good']!.targets!['T002']!.metadata!.description;
  expect(await thinking()).toBe('Think');
  const [file = ''] = readdirSync(join(root, 'cache'));
  const kept = readFileSync(join(root, 'cache', file), 'utf8');
  writeFileSync(join(root, 'cache', file), kept.replaceAll('Think', 'Thought'));
  expect(await thinking()).toBe('Thought');

  write('specs/good/tasks.md', TASKS + '\n');
  expect(await thinking()).toBe('Think');
});

test('what is kept holds no command', async () => {
  write('specs/good/tasks.md', TASKS);
  await projects(['specs/good/tasks.md'], { options: { command: ['secret-agent'] } });
  const [file = ''] = readdirSync(join(root, 'cache'));
  expect(readFileSync(join(root, 'cache', file), 'utf8')).not.toContain('secret-agent');
});

// The superuser may read everything.
const asUser = process.getuid?.() === 0 ? test.skip : test;
asUser('a document that may not be read is a project that tells so', async () => {
  write('specs/secret/tasks.md', TASKS);
  chmodSync(join(root, 'specs/secret/tasks.md'), 0);
  const found = await projects(['specs/secret/tasks.md']);
  expect(Object.keys(found['secret']?.targets ?? {})).toEqual(['implement']);
});

test('a document that cannot be opened is a project that tells so', async () => {
  mkdirSync(join(root, 'specs/loop'), { recursive: true });
  symlinkSync('tasks.md', join(root, 'specs/loop/tasks.md'));
  const found = await projects(['specs/loop/tasks.md']);
  expect(Object.keys(found['loop']?.targets ?? {})).toEqual(['implement']);
});

test('a folder that is called as a document is none', async () => {
  mkdirSync(join(root, 'specs/folder/tasks.md'), { recursive: true });
  expect(await projects(['specs/folder/tasks.md'])).toEqual({});
});

test('a glob that cannot be read leaves the other documents in the graph, and no task may run', async () => {
  write('specs/good/tasks.md', TASKS);
  write('plans/q1.md', TASKS);
  const options = { documents: ['{a,b', 'plans/*.md'] };
  const found = await projects(['specs/good/tasks.md'], { options, globbed: { 'plans/*.md': ['plans/q1.md'] } });
  expect(Object.keys(found).sort()).toEqual(['good', 'q1']);
  expect(Object.keys(found['good']?.targets ?? {})).toEqual(['implement']);
});

test('a path that exists is no glob', async () => {
  write('docs/[2024]/roadmap.md', TASKS);
  const found = await projects([], { options: { documents: ['docs/[2024]/roadmap.md'] } });
  expect(Object.values(found)[0]?.targets).toHaveProperty('T001');
});

test('a changed document makes the daemon store its graph again, an unchanged one does not', async () => {
  const stored = join(root, 'cache', 'project-graph.json');
  const long = new Date('2020-01-01T00:00:00Z');
  const isExpired = async () => {
    write('cache/project-graph.json', '{}');
    utimesSync(stored, long, long);
    await projects(['specs/good/tasks.md']);
    return statSync(stored).mtimeMs !== long.getTime();
  };
  write('specs/good/tasks.md', TASKS);
  expect([await isExpired(), await isExpired()]).toEqual([true, false]);
  write('specs/good/tasks.md', TASKS.replace('[X]', '[ ]'));
  expect([await isExpired(), await isExpired()]).toEqual([true, false]);
  rmSync(join(root, 'specs'), { recursive: true });
  expect([await isExpired(), await isExpired()]).toEqual([true, false]);
});
