/**
 * Checks the layer rules of `.dependency-cruiser.cjs`.
 * A check that finds nothing because it looked at nothing is worse than none: 0 modules fail, and so does every rule that
 * does not report the violation of it that is planted here.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const rules = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')).forbidden.map((rule) => rule.name);

/** For each rule a file that breaks it: where it would lie, and what it would import. */
const PLANTED = {
  'no-circular': ['packages/core/src/graph', './planted-opposite.js'],
  'all-resolved': ['packages/core/src/model', './not-there.js'],
  'core-is-pure': ['packages/core/src/model', 'node:fs'],
  'core-has-no-dependencies': ['packages/core/src/schedule', 'picocolors'],
  'core-model-is-bottom': ['packages/core/src/model', '../graph/at.js'],
  'core-graph-is-below-schedule': ['packages/core/src/graph', '../schedule/levels.js'],
  'core-history-knows-durations-only': ['packages/core/src/history', '../graph/at.js'],
  'core-search-knows-no-questions': ['packages/core/src/schedule/search', '../what-if/halving-values.js'],
  'core-bounds-know-no-search': ['packages/core/src/schedule/bounds', '../search/optimize-schedule.js'],
  'core-questions-do-not-meet': ['packages/core/src/schedule/what-if', '../replan/replan.js'],
  'formats-read-no-disk': ['packages/formats/src/kiro', 'node:fs'],
  'formats-do-not-meet': ['packages/formats/src/kiro', '../spec-kit/parse.js'],
  'shared-rooms-know-no-format': ['packages/formats/src/markdown', '../kiro/parse.js'],
  'markdown-one-door': ['packages/formats/src/kiro', '@lezer/markdown'],
  'yaml-one-door': ['packages/formats/src/kiro', 'yaml'],
  'packages-meet-at-index': ['packages/formats/src/kiro', '../../../core/src/graph/at.js'],
  'packages-look-down': ['packages/core/src/schedule', '@nx-crest/formats'],
  'nx-one-door': ['packages/nx-crest/src/plugin', 'nx/src/devkit-exports'],
  'no-devkit': undefined, // not installed here, so nothing can be planted: `all-resolved` reports it
  'report-reads-data-only': ['packages/nx-crest/src/report', '@nx-crest/formats'],
  'report-reads-no-disk': ['packages/nx-crest/src/report', 'node:fs'],
  'hook-is-for-crest-run': ['packages/nx-crest/src/plugin', '../nx/runner/start-nx.js'],
  'resources-know-no-commands': ['packages/nx-crest/src/resources', '../report/text-style.js'],
  'specs-know-no-commands': ['packages/nx-crest/src/specs', '../report/text-style.js'],
  'source-is-below-closure': ['packages/analyzer/src/source', '../closure/widening.js'],
  'nx-knows-no-plans': ['packages/nx-crest/src/nx', '../plugin/options.js'],
  'run-knows-no-plugin': ['packages/nx-crest/src/run', '../plugin/options.js'],
  'plugin-runs-nothing': ['packages/nx-crest/src/plugin', '../run/write-status.js'],
  'ts-morph-one-door': ['packages/formats/src/kiro', 'typescript'],
  'plugin-loads-analyzer-lazily': ['packages/nx-crest/src/plugin', '@nx-crest/analyzer'],
  'no-production-import-of-tests': ['packages/core/src/graph', '../testing/named-graphs.js'],
  'e2e-sees-no-source': ['e2e/nx-crest-e2e/src', '../../../packages/core/src/index.js'],
};

/** Planted files by rule. */
const files = new Map();

function cruise(...places) {
  const args = [depcruise, ...places, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!run.stdout) throw new Error(`dependency-cruiser did not start: ${run.stderr}`);
  return JSON.parse(run.stdout).summary;
}

function plant(rule, file, target) {
  files.set(rule, file);
  writeFileSync(join(root, file), `import * as planted from '${target}';\nexport const used = planted;\n`);
}

function fail(message) {
  console.error(`layers: ${message}`);
  process.exitCode = 1;
}

const summary = cruise('packages', 'e2e');
for (const found of summary.violations) fail(`${found.rule.name}: ${found.from} → ${found.to}`);
if (summary.totalCruised === 0) fail('0 modules were looked at');

const unplanted = rules.filter((name) => !(name in PLANTED));
if (unplanted.length > 0) fail(`no violation is planted for ${unplanted.join(', ')}`);
try {
  for (const [rule, place] of Object.entries(PLANTED)) {
    if (!place) continue;
    const [folder, target] = place;
    plant(rule, `${folder}/planted-${rule}.ts`, target);
  }
  plant('', 'packages/core/src/graph/planted-opposite.ts', './planted-no-circular.js');
  const seen = cruise(...files.values()).violations;
  for (const [rule, file] of files) {
    if (rule && !seen.some((found) => found.rule.name === rule && found.from === file))
      fail(`${rule} does not see ${file}`);
  }
} finally {
  for (const file of files.values()) rmSync(join(root, file), { force: true });
}

if (!process.exitCode) {
  console.log(
    `layers: ${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, no violation; ` +
      `${files.size - 1} of ${rules.length} rules saw the violation planted for them`,
  );
}
