/**
 * What test specs as tasks cost: running all of them with an empty cache beside the plain test targets, a run in which nothing
 * has changed, and the project graph. Of the same workspaces, generated, with Jest and Vitest; pairs, one after the other.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { median } from './run/statistics.mjs';
import { install, makeWorkspace, nxJson, teach } from './test-specs/workspaces.mjs';

const COLD = { projects: 8, specs: 12, workMs: 100 };
const GRAPH = { projects: 20, specs: 50, workMs: 0 };
const LIMITS = { cold: 10, cached: 1.2, graphCold: 10, graphWarmMs: 50, graphChangedMs: 150, memoryMb: 200 };

export async function run({ log, options }) {
  const folder = options.peers ? resolve(options.peers) : mkdtempSync(join(tmpdir(), 'crest-bench-specs-'));
  const runs = options.runs ?? 7;
  const wants = (name) => options.only === undefined || options.only.includes(name);
  try {
    const home = install(folder, log);
    const cold = join(folder, 'cold');
    const graph = join(folder, 'graph');
    makeWorkspace(cold, { home, ...COLD });
    makeWorkspace(graph, { home, ...GRAPH });
    const bench = { home, runs, log };
    const rows = [
      ...(wants('cold') ? await coldRows(cold, bench) : []),
      ...(wants('cached') ? [...(await cachedRows(cold, bench)), ...(await cachedRows(graph, bench))] : []),
      ...(wants('graph') ? await graphRows(graph, bench) : []),
    ];
    return { rows, workspaces: { cold: COLD, graph: GRAPH } };
  } finally {
    if (!options.peers) rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything runs: nothing is known of earlier runs, neither to Nx nor to us. */
async function coldRows(root, { home, runs, log }) {
  writeFileSync(join(root, 'nx.json'), nxJson());
  const pairs = [];
  for (let pair = 1; pair <= runs; pair++) {
    const times = {};
    // Turn about, so that a machine that gets slower favours neither.
    for (const target of pair % 2 === 0 ? ['test', 'test-specs'] : ['test-specs', 'test']) {
      forget(root);
      await nx(root, home, ['show', 'projects']);
      times[target] = (await nx(root, home, ['run-many', '-t', target, '--skip-nx-cache'])).ms;
    }
    log(`everything runs, pair ${pair}: ${JSON.stringify(times)}`);
    pairs.push(times);
  }
  const over = median(pairs.map((one) => (one['test-specs'] / one.test - 1) * 100));
  return [
    value('everything runs, plain test targets', median(pairs.map(({ test }) => test)), 'ms'),
    value('everything runs, specs as tasks', median(pairs.map((one) => one['test-specs'])), 'ms'),
    limited('everything runs, specs as tasks over plain', over, '%', LIMITS.cold),
  ];
}

/** Nothing runs: everything comes from Nx's cache. */
async function cachedRows(root, { home, runs, log }) {
  writeFileSync(join(root, 'nx.json'), nxJson());
  const specs = readdirSync(join(root, 'packages')).length;
  const name = `nothing changed, ${specs} projects`;
  for (const target of ['test', 'test-specs']) {
    await nx(root, home, ['run-many', '-t', target]);
    await nx(root, home, ['run-many', '-t', target]);
  }
  const pairs = [];
  for (let pair = 1; pair <= runs; pair++) {
    const times = {};
    for (const target of pair % 2 === 0 ? ['test', 'test-specs'] : ['test-specs', 'test'])
      times[target] = (await nx(root, home, ['run-many', '-t', target])).ms;
    log(`${name}, pair ${pair}: ${JSON.stringify(times)}`);
    pairs.push(times);
  }
  const ratio = median(pairs.map((one) => one['test-specs'] / one.test));
  return [
    value(`${name}, plain test targets`, median(pairs.map(({ test }) => test)), 'ms'),
    value(`${name}, specs as tasks`, median(pairs.map((one) => one['test-specs'])), 'ms'),
    limited(`${name}, specs as tasks by plain`, ratio, '×', LIMITS.cached),
  ];
}

/**
 * `nx show projects` with our plugin, with one that does nothing, and with one that knows in advance what ours finds, without the
 * daemon. What the last one takes over the second is what Nx needs for so many targets: the lower bound.
 */
async function graphRows(root, { home, runs, log }) {
  writeFileSync(join(root, 'nx.json'), nxJson());
  await nx(root, home, ['graph', '--file=graph.json']);
  teach(home, join(root, 'graph.json'));
  rmSync(join(root, 'graph.json'));
  const rounds = [];
  let memoryMb = 0;
  for (let round = 1; round <= runs; round++) {
    const times = {};
    for (const plugin of round % 2 === 0 ? ['empty', 'knowing', 'ours'] : ['ours', 'knowing', 'empty']) {
      writeFileSync(join(root, 'nx.json'), nxJson({ plugin }));
      forget(root);
      const first = await nx(root, home, ['show', 'projects']);
      const second = await nx(root, home, ['show', 'projects']);
      writeFileSync(join(root, 'packages/p1/src/m0.ts'), `export const value = (): number => 0 * ${round};\n`);
      const third = await nx(root, home, ['show', 'projects']);
      times[plugin] = { cold: first.ms, warm: second.ms, changed: third.ms };
      if (plugin === 'ours') memoryMb = Math.max(memoryMb, first.pluginMb, second.pluginMb);
    }
    log(`graph, round ${round}: ${JSON.stringify(times)}`);
    rounds.push(times);
  }
  const over = (plugin, what) => median(rounds.map((one) => one[plugin][what] - one.empty[what]));
  const overPercent = (plugin) => median(rounds.map((one) => (one[plugin].cold / one.empty.cold - 1) * 100));
  return [
    limited('graph of 1,000 specs, nothing known, over an empty plugin', overPercent('ours'), '%', LIMITS.graphCold),
    value('  lower bound: the same targets, known in advance', overPercent('knowing'), '%'),
    limited(
      'graph of 1,000 specs, nothing changed, over an empty plugin',
      over('ours', 'warm'),
      'ms',
      LIMITS.graphWarmMs,
    ),
    value('  lower bound: the same targets, known in advance', over('knowing', 'warm'), 'ms'),
    limited(
      'graph of 1,000 specs, one file changed, over an empty plugin',
      over('ours', 'changed'),
      'ms',
      LIMITS.graphChangedMs,
    ),
    value('  lower bound: the same targets, known in advance', over('knowing', 'changed'), 'ms'),
    limited('memory of the process that makes it', memoryMb, 'MB', LIMITS.memoryMb),
  ];
}

function value(name, number, unit) {
  return { name, value: round(number), unit };
}

function limited(name, number, unit, max) {
  return { name, value: round(number), unit, reach: { max }, met: number <= max };
}

function round(number) {
  return Math.round(number * 100) / 100;
}

function forget(root) {
  for (const name of ['.nx', '.crest']) rmSync(join(root, name), { recursive: true, force: true });
}

/** Runs `nx`; the time that it took, and how much memory our plugin's process had at most. *Throws* where it failed. */
function nx(root, home, args) {
  const bin = createRequire(join(home, 'package.json')).resolve('nx/bin/nx.js');
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    CI: 'true',
  };
  return new Promise((resolvePromise, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [bin, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let pluginMb = 0;
    const watch = setInterval(() => (pluginMb = Math.max(pluginMb, largestWorkerMb(child.pid))), 50);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (code) => {
      clearInterval(watch);
      const ms = Math.round(performance.now() - began);
      if (code === 0) resolvePromise({ ms, pluginMb });
      else reject(new Error(`nx ${args.join(' ')} ended with ${code}\n${output.slice(-4_000)}`));
    });
  });
}

/** The peak of the largest of Nx's plugin processes; 0 where there is no `/proc`. */
function largestWorkerMb(parent) {
  try {
    const sizes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => sizeOf(name, parent));
    return Math.max(0, ...sizes);
  } catch {
    return 0;
  }
}

function sizeOf(name, parent) {
  try {
    const status = readFileSync(`/proc/${name}/status`, 'utf8');
    const isWorker = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('plugin-worker');
    if (!isWorker || !status.includes(`PPid:\t${parent}\n`)) return 0;
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0; // it is gone
  }
}
