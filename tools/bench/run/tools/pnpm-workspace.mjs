/** What turbo, lage and wireit read: pnpm workspaces, one package for a project, its tasks as scripts. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { commandOf } from '../task-log.mjs';
import { installedVersion } from './npm.mjs';

/** The targets that the projects of a shape have, in a fixed order. */
export function targetsOf({ projects }) {
  return ['build', 'test'].filter((target) => projects.some((project) => project[target] !== undefined));
}

/** `{ target: command }` of one project. */
export function commandsOf(folder, project) {
  return Object.fromEntries(
    targetsOf({ projects: [project] }).map((target) => [
      target,
      commandOf(folder, `${project.name}:${target}`, project[target]),
    ]),
  );
}

/**
 * The files of a workspace, in the shape's order of declaration. `scriptsOf(project, commands)` gives what goes into a
 * package.json besides name and dependencies; `root` what goes into that of the workspace.
 */
export function pnpmWorkspace({ folder, home, shape }, { scriptsOf = (_, scripts) => ({ scripts }), root = {} } = {}) {
  const packageOf = (project) => ({
    name: project.name,
    version: '0.0.0',
    private: true,
    ...scriptsOf(project, commandsOf(folder, project)),
    dependencies: Object.fromEntries(project.dependsOn.map((on) => [on, 'workspace:*'])),
  });
  return {
    'package.json': {
      name: 'bench',
      version: '0.0.0',
      private: true,
      packageManager: `pnpm@${installedVersion(home, 'pnpm')}`,
      ...root,
    },
    'pnpm-workspace.yaml': {
      packages: shape.projects.map(({ name }) => `packages/${name}`),
      verifyDepsBeforeRun: false,
      pmOnFail: 'ignore',
    },
    '.gitignore': 'node_modules\n.turbo\n.wireit\n',
    ...Object.fromEntries(
      shape.projects.map((project) => [`packages/${project.name}/package.json`, packageOf(project)]),
    ),
  };
}

/** Writes the lockfile, and links the packages to one another. */
export function linkPackages(workspace, home) {
  execFileSync(join(home, 'node_modules/.bin/pnpm'), ['install', '--offline', '--silent'], {
    cwd: workspace,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
