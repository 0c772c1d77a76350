/**
 * Checks what would be published: publint on each package; no tests inside; and, with nothing but the tarballs in an empty
 * folder (no Nx), the libraries load and `crest plan` plans a lone document.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const packages = ['core', 'formats', 'analyzer', 'nx-crest'];
const problems = [];

for (const name of packages) {
  const pkgDir = join(root, 'packages', name);
  const manifest = JSON.parse(readFileSync(join(pkgDir, 'package.json'), 'utf8'));
  const { messages } = await publint({ pkgDir, strict: true });
  for (const message of messages) problems.push(`${manifest.name}: ${formatMessage(message, manifest)}`);
}

const folder = mkdtempSync(join(tmpdir(), 'nx-crest-pack-'));
try {
  const workspaces = packages.flatMap((name) => ['-w', `packages/${name}`]);
  const packed = JSON.parse(
    execFileSync(npm, ['pack', '--json', ...workspaces, '--pack-destination', folder], { cwd: root, encoding: 'utf8' }),
  );
  // An array, or an object by package name: npm has had both.
  const tarballs = Object.values(packed);
  for (const { name, files } of tarballs) {
    if (!files.some(({ path }) => path === 'LICENSE')) problems.push(`${name} is packed without its licence`);
    for (const { path } of files) {
      if (/\.spec\.|\/testing\/|\/fixtures\/|\.tsbuildinfo$/.test(path)) problems.push(`${name} would publish ${path}`);
    }
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const files = tarballs.map(({ filename }) => join(folder, filename));
  execFileSync(npm, ['install', '--no-audit', '--no-fund', '--omit=peer', '--loglevel=error', ...files], {
    cwd: folder,
  });
  execFileSync(
    process.execPath,
    ['-e', 'require("@nx-crest/core").levels; require("@nx-crest/formats").parseDocument'],
    {
      cwd: folder,
    },
  );
  writeFileSync(join(folder, 'tasks.md'), '## Phase 1: Work\n\n- [ ] T001 First\n- [ ] T002 Second\n');
  const crest = join(folder, 'node_modules/nx-crest/bin/crest.js');
  const plan = JSON.parse(
    execFileSync(process.execPath, [crest, 'plan', 'tasks.md', '--json'], { cwd: folder, encoding: 'utf8' }),
  );
  if (plan.tasks.length !== 2) problems.push(`crest plan found ${plan.tasks.length} of 2 tasks in an empty folder`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const problem of problems) console.error(`pack: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else
  console.log(`pack: ${packages.length} packages pass publint, install into an empty folder and work there without Nx`);
