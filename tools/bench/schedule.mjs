/**
 * How good schedules are, beside the best published heuristics, and how fast: PSPLIB (mean % above optimum or critical
 * path), STG (share of proven optima), a plan of 47 tasks, 100,000 tasks, Monte Carlo. Every schedule goes through the
 * validator; one below a proven bound fails the run. Without `--data` the sets are left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv, execPath, memoryUsage, resourceUsage } from 'node:process';
import { fileURLToPath } from 'node:url';
import { layeredPlan, roundTo } from './generated-plans.mjs';
import { readFolder, readPsplib, readStg, readTable, toProblem } from './read-instances.mjs';

const thisFile = fileURLToPath(import.meta.url);
const core = createRequire(import.meta.url)(join(thisFile, '../../../packages/core/dist/index.js'));

/** `reach`: what must be reached; `published`: the best published figures (Debels & Vanhoucke 2007 for j120). */
const PSPLIB = [
  { set: 'j30', scale: 'ub', reach: [0.3, 0.14], published: [0.1, 0.03] },
  { set: 'j60', scale: 'criticalPath', reach: [11.9, 11.2], published: [11.4, 10.9] },
  { set: 'j120', scale: 'criticalPath', reach: [35.6, 33.0], published: [33.55, 32.18] },
];
const BUDGETS = [1_000, 5_000];
const STG_SIZES = [50, 100];
const STG_WORKERS = [2, 4, 8, 16];
const AGENT_HOURS = [161, 81, 54.5, 41, 33, 27.5, 24.5, 23.5];
const LARGE = { tasks: 100_000, workers: 16, runs: 5 };
const SIMULATED = { tasks: 1_000, workers: 8, runs: 10_000, repeats: 5, processes: 3 };

/** @returns rows `{ name, value, unit, reach?, met?, published? }` */
export async function run({ data, log }) {
  const rows = [];
  const add = (row) => {
    const full = row.reach ? { ...row, met: meets(row) } : row;
    rows.push(full);
    log(`${full.name}: ${full.value} ${full.unit}`);
  };
  large(add);
  simulated(add);
  const folder = data && ['', 'sched'].map((part) => join(data, part)).find((path) => existsSync(join(path, 'psplib')));
  if (folder) {
    agents(join(folder, '../oracles/002_graph.json'), add, log);
    for (const size of STG_SIZES) stg(folder, size, add);
    for (const set of PSPLIB) psplib(folder, set, add);
  } else log(`PSPLIB and STG are skipped: ${data ? `no folder psplib in ${data}` : 'no --data'}`);
  return rows;
}

function meets({ value, reach }) {
  return reach.min === undefined ? value <= reach.max : value >= reach.min;
}

/** The best schedule within the budget; refused when it is not one, or shorter than what is proven possible. */
function searched(problem, budget, proven) {
  const began = performance.now();
  const found = core.optimizeSchedule(problem, { budget });
  const ms = performance.now() - began;
  const wrong = core.validateSchedule(problem, found.schedule)[0]?.message;
  if (wrong) throw new Error(`not a schedule: ${wrong}`);
  const { makespan } = found.schedule;
  if (makespan < proven) throw new Error(`makespan ${makespan} is below the proven bound ${proven}`);
  if (found.schedulesBuilt > budget) throw new Error(`${found.schedulesBuilt} schedules built, ${budget} allowed`);
  return { ...found, makespan, ms };
}

function psplib(folder, { set, scale, reach, published }, add) {
  const best = new Map(readTable(join(folder, `psplib/best/best_${set}.csv`)).map((row) => [row.instance, row]));
  const instances = readFolder(join(folder, 'psplib', set), '.sm', readPsplib);
  for (const [column, budget] of BUDGETS.entries()) {
    const found = instances.map((instance) => {
      const problem = toProblem(core, instance);
      const { lb, ub } = best.get(instance.name);
      const criticalPath = core.levels(problem.graph).criticalPathLength;
      const { makespan, bound, optimal, ms } = searched(problem, budget, Number(lb));
      if (bound.makespan > Number(ub)) throw new Error(`${instance.name}: our bound ${bound.makespan} is above ${ub}`);
      const above = (base) => 100 * (makespan / base - 1);
      return { criticalPath: above(criticalPath), ub: above(Number(ub)), hit: makespan <= ub, optimal, ms };
    });
    const name = `${set}, ${budget} schedules`;
    add({
      name: `${name}: mean above ${scale === 'ub' ? 'optimum' : 'critical path'}`,
      value: roundTo(mean(found, scale), 3),
      unit: '%',
      reach: { max: reach[column] },
      published: published[column],
    });
    if (scale !== 'ub')
      add({ name: `${name}: mean above best known`, value: roundTo(mean(found, 'ub'), 3), unit: '%' });
    add({ name: `${name}: best known hit`, value: roundTo(100 * mean(found, 'hit'), 1), unit: '%' });
    add({ name: `${name}: proven optimal by our bound`, value: roundTo(100 * mean(found, 'optimal'), 1), unit: '%' });
    add({ name: `${name}: time per instance`, value: roundTo(mean(found, 'ms'), 1), unit: 'ms' });
  }
}

function stg(folder, size, add) {
  const instances = new Map(
    readFolder(join(folder, 'stg', String(size)), '.stg', readStg).map((instance) => [
      `${size}/${instance.name}.stg`,
      instance,
    ]),
  );
  const table = readTable(join(folder, `stg/best/verified_${size}.csv`));
  for (const workers of STG_WORKERS) {
    const found = table
      .filter((row) => Number(row.P) === workers)
      .map((row) => {
        const problem = toProblem(core, instances.get(row.instance), workers);
        const { makespan, optimal, ms } = searched(problem, 1_000, Number(row.lb));
        return { isProven: row.lb === row.ub, hit: makespan <= Number(row.ub), optimal, ms };
      });
    const proven = found.filter(({ isProven }) => isProven);
    const name = `STG ${size} tasks, ${workers} workers, 1000 schedules`;
    add({
      name: `${name}: proven optima hit`,
      value: roundTo(100 * mean(proven, 'hit'), 1),
      unit: '%',
      reach: { min: 99 },
    });
    add({ name: `${name}: proven by our bound`, value: roundTo(100 * mean(found, 'optimal'), 1), unit: '%' });
    add({ name: `${name}: time per instance`, value: roundTo(mean(found, 'ms'), 1), unit: 'ms' });
  }
}

/** A plan of 47 tasks that five people wrote for agents; the makespans were proven by a constraint solver. */
function agents(file, add, log) {
  if (!existsSync(file)) {
    log(`the plan of 47 tasks is skipped: no ${file}`);
    return;
  }
  const hour = 3_600_000;
  const nodes = Object.entries(JSON.parse(readFileSync(file, 'utf8')).T).map(([id, { h, deps }]) => ({
    id,
    durationMs: h * hour,
    dependsOn: deps.map((on) => ({ on, origin: 'explicit' })),
  }));
  const { graph } = core.buildTaskGraph(nodes);
  for (const [index, hours] of AGENT_HOURS.entries()) {
    const problem = core.identicalWorkers(graph, index + 1);
    const { makespan, bound, optimal, ms } = searched(problem, undefined, hours * hour);
    const proof = optimal ? 'proven' : `bound ${bound.makespan / hour} h`;
    const name = `plan of 47 tasks, ${index + 1} agents, default budget (${proof})`;
    add({ name, value: makespan / hour, unit: 'h', reach: { max: hours } });
    add({ name: `${name}: time`, value: roundTo(ms, 1), unit: 'ms', reach: { max: 1_000 } });
  }
}

function large(add) {
  const { graph } = core.buildTaskGraph(layeredPlan(LARGE.tasks));
  const problem = core.identicalWorkers(graph, LARGE.workers);
  const found = Array.from({ length: LARGE.runs }, () => searched(problem, undefined, 0));
  const name = `${LARGE.tasks} tasks, ${graph.edgeCount} edges, ${LARGE.workers} workers, default settings`;
  const { makespan, bound } = found[0];
  add({
    name: `${name}: search and bound`,
    value: roundTo(median(found.map(({ ms }) => ms)), 1),
    unit: 'ms',
    reach: { max: 400 },
  });
  add({ name: `${name}: the first run, cold`, value: roundTo(found[0].ms, 1), unit: 'ms' });
  add({ name: `${name}: above the lower bound`, value: roundTo(100 * (makespan / bound.makespan - 1), 4), unit: '%' });
  add({ name: `${name}: peak memory above the graph`, value: peakMemory(), unit: 'MB', reach: { max: 200 } });
}

function simulated(add) {
  const { graph, times } = simulations(SIMULATED.repeats);
  const fresh = Array.from({ length: SIMULATED.processes }, () => Number(inFreshProcess('--simulate')));
  const name = `${SIMULATED.tasks} tasks, ${graph.edgeCount} edges, ${SIMULATED.runs} Monte Carlo runs on ${SIMULATED.workers} workers`;
  add({ name: `${name}: in a fresh process`, value: roundTo(median(fresh), 0), unit: 'ms', reach: { max: 2_000 } });
  add({ name: `${name}: again and again in one`, value: roundTo(median(times), 0), unit: 'ms', reach: { max: 2_000 } });
}

/** How long so many simulations take, each drawing all durations anew. */
function simulations(repeats) {
  const { graph } = core.buildTaskGraph(layeredPlan(SIMULATED.tasks));
  const problem = core.identicalWorkers(graph, SIMULATED.workers);
  const distributions = new Map(
    Array.from(graph.durations, (duration, task) => [
      task,
      { kind: 'pert', optimisticMs: 0.6 * duration, likelyMs: duration, pessimisticMs: 2 * duration },
    ]),
  );
  const times = Array.from({ length: repeats }, () => {
    const began = performance.now();
    core.simulate(problem, { distributions, runs: SIMULATED.runs });
    return performance.now() - began;
  });
  return { graph, times };
}

/** Megabytes that a search adds, at the highest, to a process that holds the graph already. */
function peakMemory() {
  return Number(inFreshProcess('--peak-memory'));
}

/** What this file prints in a process of its own. */
function inFreshProcess(what) {
  const child = spawnSync(execPath, ['--expose-gc', thisFile, what], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${what} failed in a fresh process: ${child.stderr}`);
  return child.stdout;
}

function mean(rows, field) {
  return rows.reduce((sum, row) => sum + Number(row[field]), 0) / Math.max(1, rows.length);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

if (argv[1] === thisFile && argv[2] === '--peak-memory') {
  const { graph } = core.buildTaskGraph(layeredPlan(LARGE.tasks));
  globalThis.gc();
  const before = memoryUsage.rss();
  core.optimizeSchedule(core.identicalWorkers(graph, LARGE.workers));
  // The peak of the process may lie before the search; then the search added nothing to it.
  console.log(roundTo(Math.max(0, resourceUsage().maxRSS / 1024 - before / 1024 ** 2), 1));
}

if (argv[1] === thisFile && argv[2] === '--simulate') console.log(simulations(1).times[0]);
