/**
 * Checks the layer rules of `.dependency-cruiser.cjs`.
 * A check that finds nothing because it looked at nothing is worse than none: 0 modules fail, and so does a run in which
 * a planted violation goes unseen.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

function cruise() {
  const run = spawnSync(
    process.execPath,
    [depcruise, 'packages', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  if (!run.stdout) throw new Error(`dependency-cruiser did not start: ${run.stderr}`);
  return JSON.parse(run.stdout).summary;
}

function fail(message) {
  console.error(`layers: ${message}`);
  process.exitCode = 1;
}

const summary = cruise();
for (const found of summary.violations) fail(`${found.rule.name}: ${found.from} → ${found.to}`);
if (summary.totalCruised === 0) fail('0 modules were looked at');

// The planted file breaks `core-is-pure`; it must be reported, and it must be the only new report.
const planted = join(root, 'packages/core/src/planted-violation.ts');
try {
  mkdirSync(dirname(planted), { recursive: true });
  writeFileSync(planted, "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n");
  const seen = cruise().violations.some(
    (found) => found.rule.name === 'core-is-pure' && found.from.endsWith('planted-violation.ts'),
  );
  if (!seen) fail('a planted violation of core-is-pure was not reported');
} finally {
  rmSync(planted, { force: true });
}

if (!process.exitCode)
  console.log(
    `layers: ${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, no violation; the planted one was seen`,
  );
