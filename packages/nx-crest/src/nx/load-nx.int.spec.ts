import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findWorkspaceRoot } from './find-workspace-root.js';
import { loadNx } from './load-nx.js';

describe('loadNx', () => {
  let root: string;
  const file = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'crest-nx-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const nxWith = (modules: Record<string, string>): void => {
    file('node_modules/nx/package.json', '{ "name": "nx", "version": "99.0.0" }');
    for (const [path, text] of Object.entries(modules)) file(`node_modules/nx/src/${path}.js`, text);
  };
  const devkit = 'exports.createProjectGraphAsync = async () => ({ nodes: {} }); exports.parseJson = JSON.parse;';
  const needed = {
    'devkit-exports': devkit,
    'tasks-runner/create-task-graph': 'exports.createTaskGraph = () => ({ tasks: {}, dependencies: {} });',
    'utils/find-matching-projects': 'exports.findMatchingProjects = (patterns) => patterns;',
  };

  it('says that Nx is not installed', () => {
    expect(loadNx(root).diagnostics.map((found) => found.code)).toEqual(['CREST405']);
  });

  it('names every part that this Nx lacks', () => {
    nxWith({ 'devkit-exports': devkit });
    const { nx, diagnostics } = loadNx(root);
    expect(nx).toBeUndefined();
    expect(diagnostics.map((found) => found.message)).toEqual([
      'Nx 99.0.0 has no nx/src/tasks-runner/create-task-graph (createTaskGraph)',
      'Nx 99.0.0 has no nx/src/utils/find-matching-projects (findMatchingProjects)',
    ]);
  });

  it('plans on without a history or a file map, and warns', async () => {
    nxWith(needed);
    const { nx, diagnostics } = loadNx(root);
    expect(diagnostics.map((found) => [found.code, found.severity])).toEqual([
      ['CREST404', 'warning'],
      ['CREST404', 'warning'],
    ]);
    expect(await nx!.readTimings([])).toEqual({});
    expect(await nx!.listFiles({ nodes: {} })).toEqual({});
  });

  it.each(['() => null', '() => { throw new Error("damaged database"); }'])(
    'takes a history %s for none',
    async (history) => {
      nxWith({ ...needed, 'utils/task-history': `exports.getTaskHistory = ${history};` });
      expect(await loadNx(root).nx!.readTimings([])).toEqual({});
    },
  );

  it.each([
    ['{ "plugins": ["other", { "plugin": "nx-crest", "options": { "without": ["order"] } }] }', { without: ['order'] }],
    ['{ "plugins": ["nx-crest"] }', undefined],
    ['{}', undefined],
  ])('reads the options of the plugin from %s', (nxJson, options) => {
    nxWith(needed);
    file('nx.json', nxJson);
    expect(loadNx(root).nx!.readPluginOptions()).toEqual(options);
  });

  it('finds the whole of the Nx that this repository is built with', () => {
    const { nx, diagnostics } = loadNx(join(__dirname, '../../../..'));
    expect(diagnostics).toEqual([]);
    expect(nx!.version).toMatch(/^2[234][.]/);
  });

  it('finds the workspace above a folder', () => {
    file('nx.json', '{}');
    file('packages/a/index.ts', '');
    expect(findWorkspaceRoot(join(root, 'packages/a'))).toBe(root);
    expect(findWorkspaceRoot(tmpdir())).toBeUndefined();
  });
});
