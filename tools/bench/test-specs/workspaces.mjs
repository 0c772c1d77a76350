import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from '../run/tools/crest.mjs';
import { npmInstall } from '../run/tools/npm.mjs';
import { writeFiles } from '../run/tools/write-files.mjs';

const NX = 'nx@24.0.6';
/** A plugin that does nothing. */
const EMPTY = 'empty-nx-plugin';
/** One that gives the same projects as ours, and knows them in advance: the least that so many targets cost. */
const KNOWING = 'knowing-nx-plugin';

/** Installs Nx, both runners and the packed packages, unless they are there. *Returns* the folder. */
export function install(folder, log) {
  const home = join(folder, 'home');
  const { tarballs, marker } = pack(join(folder, 'tarballs'));
  log('installing Nx, Jest and Vitest, unless they are there');
  npmInstall(home, [NX, 'jest@30', 'vitest@4', ...tarballs], marker);
  // Installed like ours: Nx loads a file of the workspace by slower means.
  writeFiles(join(home, 'node_modules', EMPTY), {
    'package.json': JSON.stringify({ name: EMPTY, version: '0.0.0', main: 'index.js' }),
    'index.js': "module.exports = { name: 'empty', createNodesV2: ['**/none.json', async () => []] };\n",
  });
  writeFiles(join(home, 'node_modules', KNOWING), {
    'package.json': JSON.stringify({ name: KNOWING, version: '0.0.0', main: 'index.js' }),
    'index.js':
      "module.exports = { name: 'knowing', createNodesV2: ['**/none.json', async () => [['nx.json', { projects: require('./projects.json') }]]] };\n",
    'projects.json': '{}',
  });
  return home;
}

/**
 * A workspace of `projects` projects with `specs` specs each; every other project uses Jest, the others Vitest. Each spec
 * tests a module of its own, which needs one that all of the project share; `workMs` is how long it computes.
 */
export function makeWorkspace(root, { home, projects, specs, workMs, options }) {
  if (existsSync(join(root, 'made'))) return;
  mkdirSync(root, { recursive: true });
  const files = {
    'package.json': JSON.stringify({ name: 'bench', private: true, workspaces: ['packages/*'] }),
    'nx.json': nxJson(options),
    '.gitignore': 'node_modules\n.nx\n.crest\nmade\n',
    'tsconfig.base.json': '{}',
  };
  for (let number = 0; number < projects; number++) Object.assign(files, projectFiles(number, { specs, workMs }));
  writeFiles(root, files);
  symlinkSync(join(home, 'node_modules'), join(root, 'node_modules'), 'dir');
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('git', ['add', '-A'], { cwd: root });
  execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'made'], {
    cwd: root,
  });
  writeFileSync(join(root, 'made'), '');
}

/** What `knowing` gives: the projects of specs in a graph that Nx has written to a file. */
export function teach(home, graphFile) {
  const { nodes } = JSON.parse(readFileSync(graphFile, 'utf8')).graph;
  const companions = Object.values(nodes).filter(({ data }) => data.metadata?.crestSpecs);
  const projects = companions.map(({ name, data: { root, targets, metadata } }) => [
    root,
    { name, root, targets, metadata },
  ]);
  writeFileSync(join(home, 'node_modules', KNOWING, 'projects.json'), JSON.stringify(Object.fromEntries(projects)));
}

/** `plugin`: ours with specs as tasks, one that does nothing, or one that knows what ours finds. */
export function nxJson({ plugin = 'ours', parallel = 2 } = {}) {
  const ours = { plugin: 'nx-crest', options: { testSpecs: true } };
  return JSON.stringify({
    ...{ parallel, analytics: false, neverConnectToCloud: true },
    plugins: [plugin === 'ours' ? ours : plugin === 'knowing' ? KNOWING : EMPTY],
    targetDefaults: { test: { cache: true } },
  });
}

function projectFiles(number, { specs, workMs }) {
  const isJest = number % 2 === 0;
  const root = `packages/p${number}`;
  const files = {
    [`${root}/package.json`]: JSON.stringify({
      name: `p${number}`,
      scripts: { test: isJest ? 'jest' : 'vitest run' },
      ...(isJest ? {} : { type: 'module' }),
    }),
    [isJest ? `${root}/jest.config.js` : `${root}/vitest.config.mjs`]: isJest
      ? `module.exports = { testEnvironment: 'node', transform: {} };\n`
      : 'export default { test: {} };\n',
    [`${root}/src/shared.${isJest ? 'js' : 'ts'}`]: isJest
      ? `exports.work = ${work(workMs)};\n`
      : `export const work = ${work(workMs)};\n`,
  };
  for (let spec = 0; spec < specs; spec++) {
    const module = `m${spec}`;
    if (isJest) {
      files[`${root}/src/${module}.js`] =
        `const { work } = require('./shared');\nexports.value = () => work() && ${spec};\n`;
      files[`${root}/src/${module}.test.js`] =
        `const { value } = require('./${module}');\ntest('${module}', () => expect(value()).toBe(${spec}));\n`;
    } else {
      files[`${root}/src/${module}.ts`] =
        `import { work } from './shared';\nexport const value = (): number | boolean => work() && ${spec};\n`;
      files[`${root}/src/${module}.spec.ts`] =
        `import { expect, it } from 'vitest';\nimport { value } from './${module}';\nit('${module}', () => expect(value()).toBe(${spec}));\n`;
    }
  }
  return files;
}

/** Computes, as tests do, for so long. */
function work(ms) {
  return `() => { const end = Date.now() + ${ms}; let turns = 0; do turns++; while (Date.now() < end); return turns > 0; }`;
}
