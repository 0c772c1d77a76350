import { join } from 'node:path';
import { installedVersion, npmInstall } from './npm.mjs';
import { linkPackages, pnpmWorkspace, targetsOf } from './pnpm-workspace.mjs';

/** Runs each script as `pnpm run`: that is its cost of a task. */
export const turbo = {
  name: 'turbo',
  setting: 'pnpm workspaces, dependsOn ^build; cache: false, streamed output of errors only',
  install(home) {
    npmInstall(home, ['turbo', 'pnpm']);
    return `turbo ${installedVersion(home, 'turbo')}, pnpm ${installedVersion(home, 'pnpm')}`;
  },
  files: (given) => ({
    ...pnpmWorkspace(given),
    'turbo.json': {
      tasks: { build: { dependsOn: ['^build'], cache: false }, test: { dependsOn: ['build'], cache: false } },
    },
  }),
  prepare: linkPackages,
  git: true,
  command: (home, { shape, workers }) => ({
    file: join(home, 'node_modules/.bin/turbo'),
    args: [
      'run',
      ...targetsOf(shape),
      `--concurrency=${workers}`,
      '--ui=stream',
      '--output-logs=errors-only',
      '--no-update-notifier',
    ],
    env: { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  }),
};
