/**
 * How fast @nx-crest/core is: build the graph, levels, waves and a list schedule on 8 workers, on generated plans
 * (seeded, the same on each machine). Memory is measured in a fresh process, where nothing else has grown the heap.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv, memoryUsage, resourceUsage } from 'node:process';
import { fileURLToPath } from 'node:url';
import { layeredPlan, roundTo } from './generated-plans.mjs';

const TASKS = 100_000;
const WORKERS = 8;
const RUNS = 5;
const GROWTH = [10_000, 30_000, 100_000, 300_000];
const REACH_MS = 500;
const REACH_MB = 300;

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

  const parts = measure(core, layeredPlan(TASKS));
  const plan = `${TASKS} tasks, ${parts.edges} edges`;
  add({ name: `${plan}: build, levels, waves, schedule on ${WORKERS}`, ...ms(parts.total), reach: { max: REACH_MS } });
  add({ name: `${plan}: the first run, cold`, ...ms(parts.first) });
  for (const part of ['build', 'levels', 'waves', 'schedule']) add({ name: `${plan}: ${part}`, ...ms(parts[part]) });
  add({ name: `${plan}: peak memory above baseline`, value: peakMemory(), unit: 'MB', reach: { max: REACH_MB } });

  for (const tasks of GROWTH) {
    const { total } = measure(core, layeredPlan(tasks));
    add({ name: `growth, ${tasks} tasks`, ...ms(total) });
    add({ name: `growth, ${tasks} tasks, per 1000`, value: roundTo((total / tasks) * 1_000, 3), unit: 'ms' });
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
  core.listSchedule(core.identicalWorkers(graph, WORKERS), bottomLevel);
  times.push(performance.now());
  const [build, levels, waves, schedule] = times.slice(1).map((time, part) => time - times[part]);
  return { build, levels, waves, schedule, total: times[4] - times[0], edges: graph.edgeCount };
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
  analyse(core, layeredPlan(TASKS));
  console.log(roundTo(resourceUsage().maxRSS / 1024 - baseline / 1024 ** 2, 1));
}

function ms(value) {
  return { value: roundTo(value, 1), unit: 'ms' };
}
