import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedVersion, npmInstall } from './npm.mjs';
import { ENVIRONMENT, NX, nx, nxWorkspace, removeHistory, sharedFlags } from './nx.mjs';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The four packages as npm would publish them, beside the same Nx; the workspace is that of nx. */
export const crest = {
  name: 'crest',
  setting: 'as nx, in a workspace alike, started as crest run',
  keepsHistory: true,
  install(home) {
    const { tarballs, marker } = pack(join(home, '..', 'tarballs'));
    npmInstall(home, [NX, ...tarballs], marker);
    return `nx-crest ${installedVersion(home, 'nx-crest')} (${marker.slice(0, 8)}), nx ${installedVersion(home, 'nx')}`;
  },
  modules: true,
  files: nx.files,
  command: (home, { shape, workers }) => ({
    file: join(home, 'node_modules/.bin/crest'),
    args: ['run', ...sharedFlags(shape, workers)],
    env: ENVIRONMENT,
  }),
};

/** The plugin in nx.json costs every command that needs the project graph, those of Nx too: measured where that is most of the time. */
export const crestPlugin = { ...crest, name: 'crest-plugin', home: 'crest', files: withPlugin };
export const nxPlugin = { ...nx, name: 'nx-plugin', home: 'crest', files: withPlugin };

/** A fresh clone: neither Nx's history nor ours. */
export const crestNoHistory = {
  ...crest,
  name: 'crest-no-history',
  setting: 'as crest, without .crest and the database in which Nx keeps durations',
  home: 'crest',
  keepsHistory: false,
  before: removeState,
};

/** A fresh clone into which the history file of another clone was imported, as a CI job does. */
export const crestImported = {
  ...crest,
  name: 'crest-imported',
  setting: 'as crest-no-history, then crest history import of what the clone of crest exported',
  home: 'crest',
  keepsHistory: false,
  historyFrom: 'crest',
  before(workspace, { home, from }) {
    const file = join(workspace, '..', 'history');
    removeState(workspace);
    history(home, from, ['export', file]);
    history(home, workspace, ['import', file]);
  },
};

function withPlugin({ folder, shape, cache }) {
  return nxWorkspace(folder, shape, { cache, configuration: { plugins: ['nx-crest'] } });
}

function history(home, workspace, args) {
  execFileSync(join(home, 'node_modules/.bin/crest'), ['history', ...args], {
    cwd: workspace,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function removeState(workspace) {
  removeHistory(workspace);
  rmSync(join(workspace, '.crest'), { recursive: true, force: true });
}

/** Tarballs of what is built now; the marker is their content. */
export function pack(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packages = ['core', 'formats', 'analyzer', 'nx-crest'].flatMap((name) => ['-w', `packages/${name}`]);
  execFileSync('npm', ['pack', ...packages, '--pack-destination', folder, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const tarballs = readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
  const hash = createHash('sha256');
  for (const file of tarballs) hash.update(readFileSync(file));
  return { tarballs, marker: hash.digest('hex') };
}
