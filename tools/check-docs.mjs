/**
 * Checks that the documentation is true. Needs the built packages (`npm run docs` builds first).
 * - every `console` block of README.md and docs/ is run in a copy of the example that it enters with `cd`, and its output
 *   compared; `…` stands for anything within a line, a line of only `…` for any lines;
 * - the command lines that README.md tells a newcomer are those that .ci/run runs;
 * - every `markdown` or `json` sample of docs/formats/<format>.md is read by that format without an error;
 * - docs/codes.md is what the code says (`--write` writes it), and every diagnostic code is provoked by a test;
 * - relative links lead somewhere.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const { DIAGNOSTICS } = require('@nx-crest/core');
const { parseDocument } = require('@nx-crest/formats');
const problems = [];
let checked = 0;

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...markdownBelow('docs')];
for (const page of pages) {
  const text = readFileSync(join(root, page), 'utf8');
  checkLinks(page, text);
  for (const block of fencedBlocks(text)) {
    if (block.language === 'console') checkConsole(page, block);
    if (dirname(page) === join('docs', 'formats') && ['markdown', 'json', 'text'].includes(block.language))
      checkSample(page, block);
  }
}
checkNewcomerCommands();
checkCodes();

for (const problem of problems) console.error(`docs: ${problem}`);
if (problems.length > 0 || checked === 0) process.exitCode = 1;
else console.log(`docs: ${pages.length} pages, ${checked} blocks and codes checked`);

function markdownBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file))
    .sort();
}

/** Fenced blocks with their language and the line of their first line of content (1-based). */
function fencedBlocks(text) {
  const blocks = [];
  let open;
  text.split('\n').forEach((line, index) => {
    const fence = /^(`{3,})([\w-]*)\s*$/.exec(line);
    if (open && fence && fence[1].length >= open.fence.length && !fence[2]) {
      blocks.push(open);
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (fence) open = { fence: fence[1], language: fence[2], line: index + 2, lines: [] };
  });
  return blocks;
}

function checkConsole(page, block) {
  let cwd = root;
  let expected = [];
  let command;
  const finish = () => {
    if (!command) return;
    checked++;
    const seen = runCommand(command, cwd);
    if (!matches(expected, seen)) {
      problems.push(
        `${page}:${block.line} "$ ${command}" prints something else:\n${seen.join('\n')}\n--- documented:\n${expected.join('\n')}`,
      );
    }
  };
  for (const line of [...block.lines, '$ ']) {
    if (!line.startsWith('$ ')) {
      expected.push(line);
      continue;
    }
    finish();
    [command, expected] = [line.slice(2).trim(), []];
    const folder = /^cd (\S+)$/.exec(command)?.[1];
    if (folder) [cwd, command] = [freshCopy(folder), undefined];
  }
}

/** A copy inside the repository, so that its commands find the packages, and outside of what git sees. */
function freshCopy(folder) {
  const copy = join(root, 'tmp', 'docs', basename(folder));
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(root, folder), copy, { recursive: true });
  return copy;
}

function runCommand(command, cwd) {
  const [program, ...args] = command
    .replace(/^npx /, '')
    .match(/"[^"]*"|\S+/g)
    .map((word) => word.replace(/^"|"$/g, ''));
  const bins = { crest: join(root, 'packages/nx-crest/bin/crest.js'), nx: require.resolve('nx/bin/nx.js') };
  if (!bins[program]) throw new Error(`documentation runs "${program}"; only crest and nx can be checked`);
  // Nx shares its cache among all clones of a repository: what was restored once would be restored in every later check.
  const nothingCached = {
    NX_CACHE_DIRECTORY: join(cwd, '.nx/cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(cwd, '.nx/data'),
  };
  const env = {
    ...process.env,
    ...(cwd === root ? {} : nothingCached),
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    NO_COLOR: '1',
    COLUMNS: '100',
    DEMO_MS_PER_HOUR: '1',
  };
  delete env.FORCE_COLOR;
  delete env.NO_COLOR; // nothing here is a terminal, and Nx warns about both
  const done = spawnSync(process.execPath, [bins[program], ...args], { cwd, env, encoding: 'utf8' });
  // Nx colours what it prints in CI even for a pipe.
  return stripVTControlCharacters(`${done.stdout}${done.stderr}`)
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Compares line by line, blank lines at both ends aside; `…` is a wildcard. */
function matches(expected, seen) {
  const pattern = trimBlank(expected)
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${line.trimEnd().split('…').map(escape).join('.*')}\\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(
    trimBlank(seen)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

function trimBlank(lines) {
  const kept = [...lines];
  while (kept.length > 0 && kept[0].trim() === '') kept.shift();
  while (kept.length > 0 && kept.at(-1).trim() === '') kept.pop();
  return kept;
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function checkSample(page, block) {
  checked++;
  const format = basename(page, '.md');
  const path = block.language === 'json' ? 'tasks.json' : 'tasks.md';
  const raw = block.language === 'text' ? ['```', ...block.lines, '```', ''].join('\n') : block.lines.join('\n');
  const { plans, diagnostics } = parseDocument({ path, raw }, { format });
  const errors = diagnostics.filter((found) => found.severity === 'error');
  if (errors.length > 0 || plans.every((plan) => plan.tasks.length === 0)) {
    problems.push(
      `${page}:${block.line} the sample is not a ${format} document: ${errors.map((found) => found.message).join('; ') || 'no task'}`,
    );
  }
}

function checkLinks(page, text) {
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target) || target.startsWith('#')) continue;
    checked++;
    if (!existsSync(join(root, dirname(page), target.split('#')[0])))
      problems.push(`${page} links to ${target}, which is not there`);
  }
}

function checkNewcomerCommands() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const ci = readFileSync(join(root, '.ci/run'), 'utf8');
  for (const command of ['npm ci', 'npm run demo', 'npm test', 'npm run check', 'npm run e2e']) {
    checked++;
    if (!ci.includes(command)) problems.push(`.ci/run does not run "${command}"`);
    if (['npm ci', 'npm run demo', 'npm test'].includes(command) && !readme.includes(command))
      problems.push(`README.md does not tell "${command}"`);
  }
}

function checkCodes() {
  const page = join(root, 'docs/codes.md');
  const wanted = codesPage();
  if (process.argv.includes('--write')) writeFileSync(page, wanted);
  if (!existsSync(page) || readFileSync(page, 'utf8') !== wanted)
    problems.push('docs/codes.md is not what the code says: run node tools/check-docs.mjs --write');
  const specs = ['packages', 'e2e']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, file)))
    .filter((file) => file.endsWith('.spec.ts') && !relative(root, file).includes('node_modules'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  for (const code of Object.keys(DIAGNOSTICS)) {
    checked++;
    if (!specs.includes(code)) problems.push(`no test provokes ${code} (${DIAGNOSTICS[code].name})`);
  }
}

/** One row for each code, with the words that a user sees; arguments are shown by their names. */
function codesPage() {
  // A list argument joins to its own name, so one stand-in serves for texts and lists.
  const standIn = (key) => Object.assign([`<${String(key)}>`], { toString: () => `<${String(key)}>` });
  const named = new Proxy({}, { get: (_, key) => standIn(key) });
  const rows = Object.entries(DIAGNOSTICS).map(
    ([code, entry]) =>
      `| ${code} | ${entry.severity} | ${entry.name} | ${cell(entry.message(named))} | ${cell(entry.hint(named))} |`,
  );
  return [
    '# Diagnostic codes',
    '',
    'Written by `node tools/check-docs.mjs --write` from `packages/core/src/model/messages/`. Codes are stable and never reused.',
    '',
    '| code | severity | name | message | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
