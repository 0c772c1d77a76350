/**
 * `npm run bench -- forecast --workspace DIR [--workspace DIR2] [--runs N] [--only forecast,fresh,cached] -- ARGS [-- ARGS2]`:
 * how well `crest run` foretells how long real workspaces take, and what it costs beside `nx run-many` with the same
 * arguments. ARGS are those of `nx run-many`; where there is a second group, it is the second workspace's.
 *
 * - forecast: no history, 3 recorded runs, then 10 (or `--runs`) whose measured makespan is held against the forecast.
 * - fresh: neither has a history or anything else that Nx remembers: what a fresh clone pays. Pairs, in turn.
 * - cached: everything comes from the cache: what `crest run` itself costs. Pairs, in turn.
 *
 * One run of plain Nx comes first and is not counted: it brings what tools keep on disk (`tsc --build`, vite) to the state in
 * which every later run finds it. A workspace in which that run fails is skipped. Nothing but `.crest`, Nx's cache and the
 * outputs of the tasks is changed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { roundTo } from './generated-plans.mjs';
import { meanWithInterval, median } from './run/statistics.mjs';

const CREST = fileURLToPath(new URL('../../packages/nx-crest/bin/crest.js', import.meta.url));
const RECORDED_RUNS = 3;
const MEASURED_RUNS = 10;
const PAIRS = { fresh: 6, cached: 15 };
const TOLERANCE_PERCENT = 15;
const WITHIN_PERCENT = 80; // 8 of 10
const OVERHEAD = { percent: 5, ms: 50 };
const SHOWN_LINES = 30;
const MEASURES = { forecast: measureForecast, fresh: measureFresh, cached: measureCached };

/** @returns `{ rows, workspaces }`: a row per figure; per workspace its versions, arguments and every single run */
export async function run({ log, options }) {
  const groups = argumentGroups(options.rest);
  const folders = (options.workspace ?? []).map((folder) => resolve(folder));
  const only = options.only ?? Object.keys(MEASURES);
  const unknown = only.find((name) => !(name in MEASURES));
  if (folders.length === 0 || groups.length === 0 || unknown !== undefined)
    throw new RangeError(
      `forecast needs --workspace DIR, --only of ${Object.keys(MEASURES).join(', ')}, and -- ARGS of nx run-many`,
    );

  const rows = [];
  const workspaces = [];
  for (const [index, folder] of folders.entries()) {
    const workspace = { folder, name: basename(folder), args: groups[index] ?? groups.at(-1) };
    const skipped = prepare(workspace, log);
    if (skipped) {
      log(`${workspace.name} is skipped: ${skipped}`);
      continue;
    }
    const runs = {};
    const add = (row) => {
      const named = { ...row, name: `${workspace.name}, ${row.name}` };
      rows.push(row.reach ? { ...named, met: meets(row) } : named);
      log(`${named.name}: ${row.value} ${row.unit}`);
    };
    for (const name of only) runs[name] = MEASURES[name](workspace, { add, log, count: options.runs });
    workspaces.push({ ...describe(workspace), runs });
  }
  return { rows, workspaces };
}

/** `[-t build]` or, of several workspaces, `[-t build] -- [-t test]`. */
function argumentGroups(rest) {
  const groups = [[]];
  for (const word of rest) {
    if (word === '--') groups.push([]);
    else groups.at(-1).push(word);
  }
  return groups.filter((group) => group.length > 0);
}

/** @returns why the workspace can't be measured; undefined where it can */
function prepare(workspace, log) {
  if (!existsSync(join(workspace.folder, 'node_modules/nx'))) return 'nx is not installed in it';
  log(`${workspace.name}: nx run-many ${workspace.args.join(' ')}, not counted`);
  try {
    log(`${workspace.name}: done after ${seconds(nx(workspace, ['--skip-nx-cache']).ms)}`);
  } catch (error) {
    return `its tasks fail without us; ${error.message}`;
  }
  return undefined;
}

function describe({ folder, name, args }) {
  const inWorkspace = createRequire(join(folder, 'package.json'));
  const commit = spawnSync('git', ['-C', folder, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
  return { name, args, commit, nx: inWorkspace('nx/package.json').version };
}

function measureForecast(workspace, { add, log, count = MEASURED_RUNS }) {
  rmSync(join(workspace.folder, '.crest/history'), { force: true });
  const runs = [];
  for (let index = 1 - RECORDED_RUNS; index <= count; index += 1) {
    const found = forecastOf(crestWithReport(workspace, ['--skip-nx-cache']));
    const which = index > 0 ? `run ${index}` : `recorded run ${index + RECORDED_RUNS}`;
    const hit = `${found.isWithin ? 'within' : 'NOT within'} ${TOLERANCE_PERCENT} %`;
    log(
      `${workspace.name}, ${which}: P50 ${seconds(found.p50Ms)}, P90 ${seconds(found.p90Ms)}, measured ${seconds(found.measuredMs)}, ` +
        `${signed(found.errorPercent)} %, ${hit}, ${found.isBelowP90 ? '≤' : '>'} P90`,
    );
    runs.push({ recorded: index <= 0, ...found });
  }
  const judged = runs.filter(({ recorded }) => !recorded);
  const share = (field) => roundTo((100 * judged.filter((each) => each[field]).length) / judged.length, 1);
  const errors = judged.map(({ errorPercent }) => errorPercent);
  add({
    name: `forecast within ${TOLERANCE_PERCENT} % of the measured time, of ${judged.length} runs`,
    value: share('isWithin'),
    unit: '%',
    reach: { min: WITHIN_PERCENT },
  });
  add({ name: 'measured time at most P90', value: share('isBelowP90'), unit: '%' });
  add({ name: 'forecast − measured, median', value: roundTo(median(errors), 1), unit: '%' });
  add({ name: 'forecast − measured, median of absolute', value: roundTo(median(errors.map(Math.abs)), 1), unit: '%' });
  add({ name: 'measured time, median', value: secondsOf(median(judged.map((each) => each.measuredMs))), unit: 's' });
  return runs;
}

/** The forecast beside what was measured. `errorPercent`: of the measured time, positive where less time was needed. */
function forecastOf({ forecast, measured }) {
  if (!forecast || !measured) throw new Error('the report has no forecast, or nothing was measured');
  const { p50Ms, p90Ms } = forecast;
  const measuredMs = measured.makespanMs;
  const errorPercent = roundTo(100 * (p50Ms / measuredMs - 1), 2);
  return {
    ...{ p50Ms, p90Ms, measuredMs, errorPercent, cpuLoad: measured.cpuLoad, sources: forecast.sources },
    isWithin: Math.abs(errorPercent) <= TOLERANCE_PERCENT,
    isBelowP90: measuredMs <= p90Ms,
  };
}

function measureFresh(workspace, { add, log, count = PAIRS.fresh }) {
  const withoutMemory = (tool) => {
    rmSync(join(workspace.folder, '.crest'), { recursive: true, force: true });
    const data = mkdtempSync(join(tmpdir(), 'bench-nx-data-'));
    try {
      return tool(workspace, ['--skip-nx-cache'], { NX_WORKSPACE_DATA_DIRECTORY: data });
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  };
  const pairs = inTurn(count, withoutMemory, { name: `${workspace.name}, no history`, log });
  const { mean, low, high } = meanWithInterval(differences(pairs));
  const name = `no history, crest run − nx run-many, ${count} pairs`;
  addSides(add, 'no history', pairs);
  const stock = median(pairs.map(({ nxMs }) => nxMs));
  add({ name: `${name}: mean (${roundTo((100 * mean) / stock, 1)} %)`, value: secondsOf(mean), unit: 's' });
  add({ name: `${name}: lower end of 95 %`, value: secondsOf(low), unit: 's' });
  add({ name: `${name}: upper end of 95 %`, value: secondsOf(high), unit: 's' });
  return pairs;
}

function measureCached(workspace, { add, log, count = PAIRS.cached }) {
  nx(workspace, []); // fills the cache
  const pairs = inTurn(count, (tool) => tool(workspace, [], {}), { name: `${workspace.name}, cached`, log });
  const { low, high } = meanWithInterval(differences(pairs));
  const allowed = Math.max(OVERHEAD.ms, (OVERHEAD.percent / 100) * median(pairs.map(({ nxMs }) => nxMs)));
  const name = `everything cached, crest run − nx run-many, ${count} pairs`;
  const ms = (value) => ({ value: Math.round(value), unit: 'ms' });
  addSides(add, 'everything cached', pairs);
  add({ name: `${name}: median`, ...ms(median(differences(pairs))), reach: { max: Math.round(allowed) } });
  add({ name: `${name}: mean, lower end of 95 %`, ...ms(low) });
  add({ name: `${name}: mean, upper end of 95 %`, ...ms(high) });
  return pairs;
}

/** Pairs of runs; the first of a pair is now the one, now the other, since the machine's speed drifts. */
function inTurn(count, measure, { name, log }) {
  const sides = [
    ['nxMs', nx],
    ['crestMs', crest],
  ];
  return Array.from({ length: count }, (_, index) => {
    const order = index % 2 === 0 ? sides : sides.toReversed();
    const pair = Object.fromEntries(order.map(([side, tool]) => [side, measure(tool).ms]));
    log(`${name}, pair ${index + 1}: nx ${seconds(pair.nxMs)}, crest ${seconds(pair.crestMs)}`);
    return pair;
  });
}

function addSides(add, name, pairs) {
  for (const [tool, field] of Object.entries({ 'nx run-many': 'nxMs', 'crest run': 'crestMs' }))
    add({ name: `${name}, ${tool}: median`, value: secondsOf(median(pairs.map((pair) => pair[field]))), unit: 's' });
}

const differences = (pairs) => pairs.map(({ nxMs, crestMs }) => crestMs - nxMs);

function nx(workspace, more, variables = {}) {
  const bin = createRequire(join(workspace.folder, 'package.json')).resolve('nx/bin/nx.js');
  return timed([bin, 'run-many', ...workspace.args, ...more], workspace.folder, variables);
}

function crest(workspace, more, variables = {}) {
  return timed([CREST, 'run', ...workspace.args, ...more], workspace.folder, variables);
}

/** A run, and the report that it wrote. */
function crestWithReport(workspace, more) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
  const file = join(folder, 'run.json');
  try {
    crest(workspace, [...more, '--json', file]);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long a process takes that must succeed. */
function timed(args, cwd, variables) {
  const quiet = { NX_NO_CLOUD: 'true', NX_DAEMON: 'false', NX_TUI: 'false', CI: 'true', GITHUB_STEP_SUMMARY: '' };
  const began = performance.now();
  const child = spawnSync(execPath, args, {
    ...{ cwd, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { ...env, ...quiet, ...variables },
  });
  const ms = performance.now() - began;
  if (child.status === 0) return { ms };
  const said = lastLines(`${child.stdout}${child.stderr}${child.error ?? ''}`);
  throw new Error(`${args.join(' ')} ended with exit code ${child.status}\n${said}`);
}

function lastLines(output) {
  return output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}

function meets({ value, reach }) {
  return reach.min === undefined ? value <= reach.max : value >= reach.min;
}

function secondsOf(ms) {
  return roundTo(ms / 1_000, 2);
}

function seconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function signed(value) {
  return `${value > 0 ? '+' : ''}${value}`;
}
