/**
 * How fast @nx-crest/core is: build the graph, levels, waves and a list schedule on 8 workers, on generated plans
 * (seeded, the same on each machine). Memory is measured in a fresh process, where nothing else has grown the heap.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv, memoryUsage, resourceUsage } from 'node:process';
import { fileURLToPath } from 'node:url';

const TASKS = 100_000;
const EDGES_PER_TASK = 3;
const WORKERS = 8;
const RUNS = 5;
const GROWTH = [10_000, 30_000, 100_000, 300_000];
const SEED = 20_261_120;
const REACH_MS = 500;
const REACH_MB = 300;
const NEAR = 1_000; // a task waits for tasks among the last so many before it: long and wide at once

const thisFile = fileURLToPath(import.meta.url);
const built = join(thisFile, '../../../packages/core/dist/index.js');

/** @returns rows `{ name, value, unit, reach?, met? }` */
export async function run({ log }) {
  const core = createRequire(import.meta.url)(built);
  const rows = [];
  const add = (row) => {
    const full = row.reach ? { ...row, met: row.value <= row.reach.max } : row;
    rows.push(full);
    log(`${full.name}: ${full.value} ${full.unit}`);
  };

  const parts = measure(core, generate(TASKS));
  const plan = `${TASKS} tasks, ${parts.edges} edges`;
  add({ name: `${plan}: build, levels, waves, schedule on ${WORKERS}`, ...ms(parts.total), reach: { max: REACH_MS } });
  add({ name: `${plan}: the first run, cold`, ...ms(parts.first) });
  for (const part of ['build', 'levels', 'waves', 'schedule']) add({ name: `${plan}: ${part}`, ...ms(parts[part]) });
  add({ name: `${plan}: peak memory above baseline`, value: peakMemory(), unit: 'MB', reach: { max: REACH_MB } });

  for (const tasks of GROWTH) {
    const { total } = measure(core, generate(tasks));
    add({ name: `growth, ${tasks} tasks`, ...ms(total) });
    add({ name: `growth, ${tasks} tasks, per 1000`, value: round((total / tasks) * 1_000, 3), unit: 'ms' });
  }
  return rows;
}

/** The median run, by part, and how long the first one took, while the code was still cold. */
function measure(core, nodes) {
  const runs = Array.from({ length: RUNS }, () => analyse(core, nodes));
  const first = runs[0].total;
  return { ...runs.sort((a, b) => a.total - b.total)[Math.floor(RUNS / 2)], first };
}

function analyse(core, nodes) {
  const times = [performance.now()];
  const { graph } = core.buildTaskGraph(nodes);
  times.push(performance.now());
  const { bottomLevel } = core.levels(graph);
  times.push(performance.now());
  core.waves(graph);
  times.push(performance.now());
  core.listSchedule(graph, WORKERS, bottomLevel);
  times.push(performance.now());
  const [build, levels, waves, schedule] = times.slice(1).map((time, part) => time - times[part]);
  return { build, levels, waves, schedule, total: times[4] - times[0], edges: graph.edgeCount };
}

/**
 * A plan with exactly `EDGES_PER_TASK` edges a task on average: the first tasks have too few before them, the next make up.
 * Ids are not in input order as text ("t10" < "t9"), so that ranking them is part of what is measured.
 */
function generate(size) {
  const random = mulberry32(SEED);
  let owed = 0;
  return Array.from({ length: size }, (_, index) => {
    const from = Math.max(0, index - NEAR);
    const wanted = Math.min(index, owed + EDGES_PER_TASK);
    owed += EDGES_PER_TASK - wanted;
    const before = new Set();
    while (before.size < wanted) before.add(from + Math.floor(random() * (index - from)));
    return {
      id: `t${index}`,
      durationMs: 60_000 * (1 + Math.floor(random() * 480)),
      dependsOn: Array.from(before, (on) => ({ on: `t${on}`, origin: 'explicit' })),
    };
  });
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Megabytes that the input and one analysis add, at the highest, to a process that has only loaded the package. */
function peakMemory() {
  const child = spawnSync(process.execPath, [thisFile, '--peak-memory'], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`memory was not measured: ${child.stderr}`);
  return Number(child.stdout);
}

if (argv[1] === thisFile && argv[2] === '--peak-memory') {
  const core = createRequire(import.meta.url)(built);
  const baseline = memoryUsage.rss();
  analyse(core, generate(TASKS));
  console.log(round(resourceUsage().maxRSS / 1024 - baseline / 1024 ** 2, 1));
}

function ms(value) {
  return { value: round(value, 1), unit: 'ms' };
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
