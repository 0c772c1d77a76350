import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tasksOf } from '../shapes.mjs';
import { commandOf } from '../task-log.mjs';

/** Orders by critical path since 1.12, every command counting as one: what its log knows of durations does not count. */
export const ninja = {
  name: 'ninja',
  setting: 'one edge a task',
  install(home) {
    const executable = newestNinja(home);
    const version = execFileSync(executable, ['--version'], { encoding: 'utf8' }).trim();
    const [, minor] = version.split('.').map(Number);
    return minor < 12 ? `ninja ${version}, which has no critical-path order yet` : `ninja ${version}`;
  },
  files: ({ folder, shape }) => ({
    'build.ninja': [
      'rule task\n  command = $run\n  description = $out\n',
      ...tasksOf(shape).map(
        ({ id, durationMs, dependsOn }) =>
          `build ${plain(id)}: task ${dependsOn.map(plain).join(' ')}\n  run = ${commandOf(folder, id, durationMs)}\n`,
      ),
    ].join('\n'),
  }),
  command: (home, { workers }) => ({ file: newestNinja(home), args: ['-j', String(workers), '--quiet'] }),
};

export const make = {
  name: 'make',
  setting: 'one phony target a task; -j',
  install: (home) => execFileSync(fromSystem(home, 'make'), ['--version'], { encoding: 'utf8' }).split('\n')[0],
  files: ({ folder, shape }) => {
    const tasks = tasksOf(shape);
    const all = tasks.map(({ id }) => plain(id)).join(' ');
    const rules = tasks.map(
      ({ id, durationMs, dependsOn }) =>
        `${plain(id)}: ${dependsOn.map(plain).join(' ')}\n\t@${commandOf(folder, id, durationMs)}\n`,
    );
    return { Makefile: `all: ${all}\n.PHONY: all ${all}\n${rules.join('\n')}` };
  },
  command: (home, { workers }) => ({
    file: fromSystem(home, 'make'),
    args: ['-j', String(workers), '--no-print-directory', 'all'],
  }),
};

/** Debian 12 has ninja 1.11, and the order by critical path came with 1.12: the wheel `ninja` has a newer one. */
function newestNinja(home) {
  const executable = join(home, 'bin/ninja');
  if (existsSync(executable)) return executable;
  try {
    quietly('pip', ['install', '--quiet', '--target', home, 'ninja']);
    return executable;
  } catch {
    return fromSystem(home, 'ninja', 'ninja-build');
  }
}

/** What is installed, else Debian's package, unpacked into the folder. */
function fromSystem(home, name, packageName = name) {
  if (spawnSync(name, ['--version']).status === 0) return name;
  const executable = join(home, 'usr/bin', name);
  if (existsSync(executable)) return executable;
  mkdirSync(home, { recursive: true });
  quietly('apt-get', ['download', packageName], home);
  const archive = readdirSync(home).find((file) => file.endsWith('.deb'));
  quietly('dpkg', ['-x', archive, home], home);
  return executable;
}

function quietly(file, args, cwd) {
  execFileSync(file, args, { cwd, stdio: 'ignore' });
}

function plain(id) {
  return id.replace(':', '.');
}
