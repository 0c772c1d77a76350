import { join } from 'node:path';
import { installedVersion, npmInstall } from './npm.mjs';
import { linkPackages, pnpmWorkspace, targetsOf } from './pnpm-workspace.mjs';

/** Runs each script as `pnpm run`: that is its cost of a task. */
export const lage = {
  name: 'lage',
  setting: 'pnpm workspaces, pipeline build: ^build, test: build; --no-cache, --no-progress',
  install(home) {
    npmInstall(home, ['lage', 'pnpm']);
    return `lage ${installedVersion(home, 'lage')}, pnpm ${installedVersion(home, 'pnpm')}`;
  },
  files: (given) => ({
    ...pnpmWorkspace(given),
    'lage.config.js': "module.exports = { npmClient: 'pnpm', pipeline: { build: ['^build'], test: ['build'] } };\n",
  }),
  prepare: linkPackages,
  git: true,
  command: (home, { shape, workers }) => ({
    file: join(home, 'node_modules/.bin/lage'),
    args: [
      'run',
      ...targetsOf(shape),
      '--concurrency',
      String(workers),
      '--no-cache',
      '--reporter',
      'basic',
      '--no-progress',
    ],
  }),
};
