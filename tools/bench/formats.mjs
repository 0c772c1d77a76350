/**
 * How fast planning documents are read: `parseDocument` of @nx-crest/formats on generated documents of each format, and
 * on the largest known ones of others where `--data` names a folder that has them. The first parse is measured in a fresh
 * process, where no code is warm yet: that is what a graph computation without the daemon pays, the compilation of the
 * parser included. The reach is for the median.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const SIZES = [1_000, 10_000];
const WARM_UPS = 2;
const RUNS = 7;
const COLD_RUNS = 3; // fresh processes differ more than parses do
const REACH_MS = 100; // for 1,000 tasks
const SAMPLES = ['kiro/zionxai5000', 'taskmaster/eyaltoledano'];

const thisFile = fileURLToPath(import.meta.url);
const built = join(thisFile, '../../../packages/formats/dist/index.js');

/** Per format, a document of `size` tasks in its usual shape: phases, sections, groups or waves of ten, and dependencies. */
const GENERATORS = {
  'spec-kit': (size) => ({
    path: 'specs/001-bench/tasks.md',
    raw: lines(size, (n) => [
      ...(n % 10 === 1 ? ['', `## Phase ${tens(n)}: Part ${tens(n)}`, ''] : []),
      `- [${n % 3 ? ' ' : 'X'}] ${t(n)} ${n % 10 === 1 ? '' : '[P] '}[US${tens(n)}] Build part ${n} in src/part-${n}/index.ts${n > 20 ? ` (depends on ${t(n - 12)}, ${t(n - 15)})` : ''}`,
    ]),
  }),
  kiro: (size) => ({
    path: '.kiro/specs/bench/tasks.md',
    raw: lines(size, (n) => [
      ...(n % 10 === 1 ? [`- [ ] ${tens(n)}. Part ${tens(n)}`] : []),
      `  - [${n % 3 ? ' ' : 'x'}]${n % 7 ? '' : '*'} ${dotted(n)} Build piece ${n}`,
      `    - Create \`src/part-${n}/index.ts\``,
      `    - _Requirements: ${dotted(n)}_`,
    ]),
  }),
  'task-master': (size) => ({
    path: '.taskmaster/tasks/tasks.json',
    raw: JSON.stringify({ master: { tasks: Array.from({ length: size }, (_, i) => entry(i + 1)) } }, null, 2),
  }),
  'wave-table': (size) => ({
    path: 'docs/plan.md',
    raw: lines(size, (n) => [
      ...(n % 10 === 1
        ? [
            '',
            `### Wave ${tens(n)}: Part (Hour ${n})`,
            '',
            '| Agent ID | Task | Duration | Dependencies |',
            '|---|---|---|---|',
          ]
        : []),
      `| A${n % 10} | PART-${n} | ${1 + (n % 8)}hr | ${n > 20 ? `PART-${n - 12}, PART-${n - 15}` : 'None'} |`,
    ]),
  }),
};

/** @returns rows `{ name, value, unit, reach?, met? }` */
export async function run({ data, log }) {
  const { parseDocument } = createRequire(import.meta.url)(built);
  const rows = [];
  const add = (row) => {
    const full = row.reach ? { ...row, met: row.value <= row.reach.max } : row;
    rows.push(full);
    log(`${full.name}: ${full.value} ${full.unit}`);
  };

  for (const [format, generate] of Object.entries(GENERATORS)) {
    for (const size of SIZES) {
      const document = generate(size);
      expectTasks(parseDocument(document), format, size);
      const name = `${format}, ${size} tasks, ${kilobytes(document)} kB`;
      const reach = size === SIZES[0] ? { reach: { max: REACH_MS } } : {};
      const warm = medianParse(parseDocument, document);
      add({ name: `${name}: median`, ...ms(warm), ...reach });
      add({ name: `${name}: first parse, cold`, ...ms(firstParse('generated', format, size)) });
      add({ name: `${name}: median per 1000`, ...ms((warm / size) * 1_000) });
    }
  }
  for (const path of data ? samplePaths(data) : []) {
    const document = { path, raw: readFileSync(path, 'utf8') };
    const tasks = parseDocument(document).plans.reduce((sum, plan) => sum + plan.tasks.length, 0);
    const name = `${path.split('/').slice(-2).join('/')}, ${tasks} tasks, ${kilobytes(document)} kB`;
    add({ name: `${name}: first parse, cold`, ...ms(firstParse('file', path, 0)) });
    add({ name: `${name}: median`, ...ms(medianParse(parseDocument, document)) });
  }
  return rows;
}

function samplePaths(data) {
  return SAMPLES.flatMap((sample) => {
    const [folder, start] = sample.split('/');
    const files = join(data, 'specs', folder);
    if (!existsSync(files)) return [];
    return readdirSync(files)
      .filter((file) => file.startsWith(start))
      .slice(0, 1)
      .map((file) => join(files, file));
  });
}

/** A figure for a document that was not understood would mean nothing. */
function expectTasks({ format, plans, diagnostics }, wanted, size) {
  const tasks = plans.reduce((sum, plan) => sum + plan.tasks.length, 0);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (format === wanted && tasks === size && errors === 0) return;
  throw new Error(
    `the generated ${wanted} document was read as ${format}: ${tasks} of ${size} tasks, ${errors} errors`,
  );
}

function medianParse(parseDocument, document) {
  const times = Array.from({ length: WARM_UPS + RUNS }, () => timeOf(() => parseDocument(document)));
  return median(times.slice(WARM_UPS));
}

/** The time of the first parse of a fresh process, the loading of modules excluded: the median of several processes. */
function firstParse(kind, what, size) {
  const times = Array.from({ length: COLD_RUNS }, () => {
    const child = spawnSync(execPath, [thisFile, kind, what, String(size)], { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(`the fresh process failed: ${child.stderr}`);
    return Number(child.stdout);
  });
  return median(times);
}

function median(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function timeOf(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}

function lines(size, linesOf) {
  const head = ['# Plan', ''];
  return [...head, ...Array.from({ length: size }, (_, i) => linesOf(i + 1)).flat(), ''].join('\n');
}

function entry(id) {
  return {
    id,
    title: `Build part ${id}`,
    description: `Part ${id} of the whole.`,
    details: `Create src/part-${id}/index.ts and its tests. `.repeat(5),
    status: id % 3 ? 'pending' : 'done',
    priority: 'medium',
    dependencies: id > 20 ? [id - 12, id - 15] : [],
    subtasks: [],
  };
}

function t(n) {
  return `T${String(n).padStart(3, '0')}`;
}

function tens(n) {
  return Math.ceil(n / 10);
}

function dotted(n) {
  return `${tens(n)}.${((n - 1) % 10) + 1}`;
}

function kilobytes({ raw }) {
  return Math.round(Buffer.byteLength(raw) / 1_000);
}

function ms(value) {
  return { value: Math.round(value * 10) / 10, unit: 'ms' };
}

if (argv[1] === thisFile) {
  const [kind, what, size] = argv.slice(2);
  const { parseDocument } = createRequire(import.meta.url)(built);
  const document = kind === 'file' ? { path: what, raw: readFileSync(what, 'utf8') } : GENERATORS[what](Number(size));
  console.log(timeOf(() => parseDocument(document)));
}
