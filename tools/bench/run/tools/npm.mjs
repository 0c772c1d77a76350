/** Installation of peers into folders of their own, by npm. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
/** Installs packages into a folder, unless they are there; `marker` tells one content of the same packages from another. */
export function npmInstall(home, packages, marker = packages.join(' ')) {
  const done = join(home, 'installed');
  if (existsSync(done) && readFileSync(done, 'utf8') === marker) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "name": "peer", "version": "0.0.0", "private": true }\n');
  execFileSync(npm, ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  writeFileSync(done, marker);
}

export function installedVersion(home, name) {
  return JSON.parse(readFileSync(join(home, 'node_modules', name, 'package.json'), 'utf8')).version;
}
