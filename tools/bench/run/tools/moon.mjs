import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installedVersion, npmInstall } from './npm.mjs';
import { commandsOf, targetsOf } from './pnpm-workspace.mjs';

/** The executable itself, without the Node script that starts it. */
export const moon = {
  name: 'moon',
  setting: 'projects as a map, deps ^:build; cache off, system toolchain, nothing synchronised, telemetry off',
  install(home) {
    npmInstall(home, ['@moonrepo/cli']);
    return `moon ${installedVersion(home, '@moonrepo/cli')}`;
  },
  files: ({ folder, shape }) => ({
    '.moon/workspace.yml': {
      projects: Object.fromEntries(shape.projects.map(({ name }) => [name, `packages/${name}`])),
      telemetry: false,
      vcs: { client: 'git', defaultBranch: 'main' },
      pipeline: {
        installDependencies: false,
        syncProjects: false,
        syncWorkspace: false,
        inheritColorsForPipedTasks: false,
      },
    },
    '.gitignore': '.moon/cache\n',
    ...Object.fromEntries(
      shape.projects.map((project) => [`packages/${project.name}/moon.yml`, moonProject(folder, project)]),
    ),
  }),
  git: true,
  command: (home, { shape, workers }) => ({
    file: executable(home),
    args: ['run', ...targetsOf(shape).map((target) => `:${target}`), '--concurrency', String(workers)],
    env: { MOON_TOOLCHAIN_FORCE_GLOBALS: 'true', MOON_TELEMETRY: 'false' },
  }),
};

/** JSON is YAML. */
function moonProject(folder, project) {
  const deps = { build: ['^:build'], test: ['~:build'] };
  const tasks = Object.entries(commandsOf(folder, project)).map(([target, script]) => [
    target,
    { command: script, deps: deps[target], inputs: [], toolchains: ['system'], options: { cache: false } },
  ]);
  return { dependsOn: project.dependsOn, tasks: Object.fromEntries(tasks) };
}

function executable(home) {
  return createRequire(import.meta.url)(join(home, 'node_modules/@moonrepo/cli/utils.js')).findMoonExe();
}
