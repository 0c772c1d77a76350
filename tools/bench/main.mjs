/**
 * `npm run bench -- SUITE [--data DIR] [--json FILE]`: runs a benchmark of this folder and prints its figures, each with its reach.
 * The JSON file holds machine, versions, date, command and one row per figure. A missed reach is shown, not hidden: exit code 1.
 * Of the suite `run` only: `--quick`, `--tools a,b`, `--shapes a,random`, `--runs N`, `--minutes N` (then it ends with what there is, and goes
 * on next time), `--peers DIR`, `--resume DIR`; and `--write-docs FILE,FILE…` writes docs/benchmarks.md from such a JSON file and those of `forecast`, and measures
 * nothing. Of `forecast` only: `--workspace DIR`, `--only a,b`, and what stands behind `--`. `replay` and `mutations` have meanings
 * of their own for `--workspace`, `--data`, `--runs`, `--minutes`, `--only` and `--peers`.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, platform, release } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const NO_SUITES = new Set(['main.mjs', 'generated-plans.mjs', 'read-instances.mjs']);
const suites = readdirSync(here)
  .filter((file) => file.endsWith('.mjs') && !NO_SUITES.has(file))
  .map((file) => file.slice(0, -4))
  .sort();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    json: { type: 'string' },
    quick: { type: 'boolean' },
    tools: { type: 'string' },
    shapes: { type: 'string' },
    runs: { type: 'string' },
    minutes: { type: 'string' },
    peers: { type: 'string' },
    resume: { type: 'string' },
    'write-docs': { type: 'string' },
    workspace: { type: 'string', multiple: true },
    only: { type: 'string' },
  },
});
const suite = positionals[0];
if (!suite || !suites.includes(suite)) {
  console.error(`usage: npm run bench -- SUITE [--data DIR] [--json FILE]\nsuites: ${suites.join(', ')}`);
  process.exit(2);
}

execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/nx-crest'], {
  cwd: root,
  stdio: 'inherit',
});
const { run, writeDocs } = await import(pathToFileURL(join(here, `${suite}.mjs`)).href);
if (values['write-docs']) {
  await writeDocs(
    values['write-docs'].split(',').map((file) => JSON.parse(readFileSync(file, 'utf8'))),
    root,
  );
  process.exit(0);
}
const list = (text) => text?.split(',');
const options = {
  ...values,
  tools: list(values.tools),
  shapes: list(values.shapes),
  runs: values.runs ? Number(values.runs) : undefined,
  minutes: values.minutes ? Number(values.minutes) : undefined,
  only: list(values.only),
  rest: positionals.slice(1),
};
const result = await run({
  data: values.data ? resolve(values.data) : undefined,
  log: (line) => console.error(line),
  options,
});
const { rows, ...details } = Array.isArray(result) ? { rows: result } : result;

const width = Math.max(...rows.map((row) => row.name.length));
for (const row of rows) {
  const limit = row.reach?.min === undefined ? `≤ ${row.reach?.max}` : `≥ ${row.reach.min}`;
  const published = row.published === undefined ? '' : `, published ${row.published}`;
  const reach = row.reach
    ? `  reach ${limit} ${row.unit}${published}  ${row.met === null ? 'undecided' : row.met ? 'met' : 'MISSED'}`
    : '';
  console.log(`${row.name.padEnd(width)}  ${String(row.value).padStart(10)} ${row.unit}${reach}`);
}

if (values.json) {
  const version = (name) => JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')).version;
  const report = {
    suite,
    date: new Date().toISOString(),
    command: `npm run bench -- ${process.argv.slice(2).join(' ')}`,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release()}`,
    },
    versions: { node: process.version, 'nx-crest': version('packages/nx-crest'), nx: version('node_modules/nx') },
    rows,
    ...details,
  };
  writeFileSync(values.json, JSON.stringify(report, null, 2) + '\n');
}
if (rows.some((row) => row.met === false)) process.exitCode = 1;
