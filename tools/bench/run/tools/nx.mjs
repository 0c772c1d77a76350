import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installedVersion, npmInstall } from './npm.mjs';
import { commandsOf, targetsOf } from './pnpm-workspace.mjs';

/** Every Nx of the benchmark is of this major version. */
export const NX = 'nx@24';

const ENVIRONMENT = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NX_SKIP_NX_CACHE: 'false' };

export const nx = {
  name: 'nx',
  setting:
    'nx:run-commands, dependsOn ^build; targets not cacheable, no daemon, static output, history of a recorded run',
  keepsHistory: true,
  install(home) {
    npmInstall(home, [NX]);
    return `nx ${installedVersion(home, 'nx')}`;
  },
  files: ({ folder, shape, cache = false }) => nxWorkspace(folder, shape, { cache }),
  modules: true,
  command: (home, { shape, workers }) => ({
    file: join(home, 'node_modules/.bin/nx'),
    args: ['run-many', ...sharedFlags(shape, workers)],
    env: ENVIRONMENT,
  }),
};

/** The same without history: Nx's folder for it is removed before each run, as it is missing in a fresh clone. */
export const nxNoHistory = {
  ...nx,
  name: 'nx-no-history',
  setting: 'as nx, without the database in which Nx keeps durations',
  home: 'nx',
  keepsHistory: false,
  before: removeHistory,
};

/** As in a fresh clone; but what else Nx keeps stays, so that nothing but the history differs. */
export function removeHistory(workspace) {
  const folder = join(workspace, '.nx/workspace-data');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.includes('.db')) : [];
  for (const file of files) rmSync(join(folder, file), { force: true });
}

export function sharedFlags(shape, workers) {
  return ['-t', ...targetsOf(shape), `--parallel=${workers}`, '--outputStyle=static'];
}

/** One project.json for a project, which depends on others by name. */
export function nxWorkspace(folder, shape, { cache, configuration = {} }) {
  return {
    'package.json': { name: 'bench', version: '0.0.0', private: true },
    '.gitignore': 'node_modules\n.nx\n.crest\n',
    'nx.json': {
      ...configuration,
      analytics: false,
      targetDefaults: { build: { cache, dependsOn: ['^build'] }, test: { cache, dependsOn: ['build'] } },
    },
    ...Object.fromEntries(
      shape.projects.map((project) => [
        `packages/${project.name}/project.json`,
        {
          name: project.name,
          implicitDependencies: project.dependsOn,
          targets: Object.fromEntries(
            Object.entries(commandsOf(folder, project)).map(([target, command]) => [target, { command }]),
          ),
        },
      ]),
    ),
  };
}

export { ENVIRONMENT };
