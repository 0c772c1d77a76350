/**
 * Packs the four packages as npm would publish them, and installs them with each supported Nx into a folder outside the
 * repository: once for the whole run, since an installation takes longer than most tests.
 */
const { execFileSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '../../../..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** The newest 22 and 24, and the last 23 for which all of Nx's own plugins exist. */
const NX_VERSIONS = { 22: '22', 23: '23.2.1', 24: '24' };
/** The test runners beside it: each supported major with one of them. */
const RUNNERS = { 22: ['jest@29', 'vitest@3'], 23: ['jest@30', 'vitest@3'], 24: ['jest@30', 'vitest@4'] };

module.exports = () => {
  const home = mkdtempSync(join(tmpdir(), 'nx-crest-e2e-'));
  const tarballs = join(home, 'tarballs');
  mkdirSync(tarballs);
  const workspaces = ['core', 'formats', 'analyzer', 'nx-crest'].flatMap((name) => ['-w', `packages/${name}`]);
  execFileSync(npm, ['pack', ...workspaces, '--pack-destination', tarballs, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const packed = readdirSync(tarballs).map((file) => join(tarballs, file));

  for (const [major, version] of Object.entries(NX_VERSIONS)) {
    const template = join(home, `nx-${major}`);
    mkdirSync(template);
    writeFileSync(
      join(template, 'package.json'),
      JSON.stringify({ name: 'installed', version: '0.0.0', private: true }) + '\n',
    );
    execFileSync(
      npm,
      ['install', '--no-audit', '--no-fund', '--loglevel=error', `nx@${version}`, ...RUNNERS[major], ...packed],
      {
        cwd: template,
        stdio: 'inherit',
      },
    );
  }
  process.env.NX_CREST_E2E_HOME = home;
  process.on('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
};
