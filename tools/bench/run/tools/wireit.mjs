import { join } from 'node:path';
import { installedVersion, npmInstall } from './npm.mjs';
import { linkPackages, pnpmWorkspace, targetsOf } from './pnpm-workspace.mjs';

/** Runs commands itself; the one `pnpm run` at its start is part of its start-up. */
export const wireit = {
  name: 'wireit',
  setting:
    'pnpm workspaces, dependencies ../project:build; pnpm run, WIREIT_PARALLEL, WIREIT_CACHE=none, no files (always runs)',
  install(home) {
    npmInstall(home, ['wireit', 'pnpm']);
    return `wireit ${installedVersion(home, 'wireit')}, pnpm ${installedVersion(home, 'pnpm')}`;
  },
  files: (given) => pnpmWorkspace(given, { scriptsOf: wireitScripts, root: rootScript(given.shape) }),
  prepare: linkPackages,
  command: (home, { workers }) => ({
    file: join(home, 'node_modules/.bin/pnpm'),
    args: ['run', 'all'],
    env: { WIREIT_PARALLEL: String(workers), WIREIT_CACHE: 'none', WIREIT_LOGGER: 'quiet-ci' },
  }),
};

function wireitScripts(project, commands) {
  const dependencies = { build: project.dependsOn.map((on) => `../${on}:build`), test: ['build'] };
  const targets = Object.entries(commands);
  return {
    scripts: Object.fromEntries(targets.map(([target]) => [target, 'wireit'])),
    wireit: Object.fromEntries(
      targets.map(([target, command]) => [target, { command, dependencies: dependencies[target] }]),
    ),
  };
}

function rootScript(shape) {
  const all = shape.projects.flatMap((project) =>
    targetsOf({ projects: [project] }).map((target) => `./packages/${project.name}:${target}`),
  );
  return { scripts: { all: 'wireit' }, wireit: { all: { dependencies: all } } };
}
