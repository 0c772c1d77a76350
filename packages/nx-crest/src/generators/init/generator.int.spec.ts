import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import { resetWorkspaceContext } from 'nx/src/utils/workspace-context';
import { initGenerator } from './generator.js';

let root = '';
let told = '';
beforeEach(() => {
  process.env['NX_DAEMON'] = 'false';
  root = mkdtempSync(join(tmpdir(), 'crest-init-'));
  write('package.json', '{"name":"workspace"}');
  told = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
const read = (path: string) => readFileSync(join(root, path), 'utf8');

async function init(): Promise<readonly string[]> {
  resetWorkspaceContext(); // each command of Nx is a process of its own
  const tree = new FsTree(root, false);
  await initGenerator(tree);
  const changes = tree.listChanges();
  flushChanges(root, changes);
  return changes.map(({ path }) => path);
}

const TASKS = '# Tasks\n\n- [ ] T001 a\n- [ ] T002 b\n- [ ] T003 c\n';
const TABLE =
  '| Task | Duration | Dependencies |\n| --- | --- | --- |\n| A1 | 2h | - |\n| A2 | 1h | A1 |\n| A3 | 1h | A1 |\n';

test('registers the plugin with the documents at unusual places, and keeps the layout of nx.json', async () => {
  write('nx.json', '{\n  // caches\n  "cacheDirectory": ".cache",\n  "plugins": [\n    "@nx/js"\n  ]\n}\n');
  write('specs/001-demo/tasks.md', TASKS);
  write('docs/roadmap.md', TABLE);
  write('docs/notes.md', '# Notes\n\n- [ ] buy milk\n');
  expect(await init()).toEqual(['nx.json']);
  expect(read('nx.json')).toBe(
    [
      '{\n  // caches\n  "cacheDirectory": ".cache",\n  "plugins": [\n    "@nx/js",',
      '    {\n      "plugin": "nx-crest",\n      "options": {\n        "documents": [\n          "docs/roadmap.md"\n        ]\n      }\n    }\n  ]\n}\n',
    ].join('\n'),
  );
  expect(told).toContain('specs/001-demo/tasks.md, docs/roadmap.md');
});

test('keeps the comments of an nx.json without plugins', async () => {
  write('nx.json', '{\n  // caches\n  "cacheDirectory": ".cache" // ours\n}\n');
  await init();
  expect(read('nx.json')).toMatch(
    /^\{\n {2}[/][/] caches\n {2}"cacheDirectory": "[.]cache", [/][/] ours\n {2}"plugins"/,
  );
});

test('run again, it changes nothing, and names what is not registered', async () => {
  write('nx.json', '{}\n');
  write('.gitignore', 'node_modules\n');
  expect(await init()).toEqual(expect.arrayContaining(['nx.json', '.gitignore']));
  write('docs/roadmap.md', TABLE);
  told = '';
  expect(await init()).toEqual([]);
  expect(told).toContain('registered already');
  expect(told).toContain('Not in the option "documents": docs/roadmap.md');
});

test('works where nx.json has no plugins, or none in the object form', async () => {
  for (const nxJson of ['{}', '{ "analytics": false }', '{ "plugins": [] }', '{ "plugins": ["a"] }']) {
    write('nx.json', nxJson);
    await init();
    const { plugins } = JSON.parse(read('nx.json')) as { plugins: unknown[] };
    expect(plugins.at(-1)).toEqual({ plugin: 'nx-crest', options: {} });
  }
});

test.each([
  ['node_modules', 'node_modules\n.crest\n'],
  ['node_modules\n', 'node_modules\n.crest\n'],
  ['/.crest/\n', '/.crest/\n'],
  ['', '.crest\n'],
])('keeps the state out of git: %j', async (before, after) => {
  write('nx.json', '{}');
  write('.gitignore', before);
  await init();
  expect(read('.gitignore')).toBe(after);
});

test('makes no .gitignore where there is none', async () => {
  write('nx.json', '{}');
  expect(await init()).toEqual(['nx.json']);
});
