/**
 * Plans and runs examples/agent-plan in Nx's own runner and shows planned against measured.
 * Works on a copy below tmp/, so the example stays as it is; one planned hour takes `MS_PER_HOUR` of real time.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKERS = 4;
const MS_PER_HOUR = 500;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const workspace = join(root, 'tmp', 'demo', 'agent-plan');
const crest = join(root, 'packages/nx-crest/bin/crest.js');
const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const env = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  DEMO_MS_PER_HOUR: String(MS_PER_HOUR),
};

rmSync(workspace, { recursive: true, force: true });
cpSync(join(root, 'examples/agent-plan'), workspace, { recursive: true });

show('crest plan library-catalogue', [crest, 'plan', 'library-catalogue', '--workers', String(WORKERS)]);
const plan = JSON.parse(run([crest, 'plan', 'library-catalogue', '--workers', String(WORKERS), '--json'], 'pipe'));
show(`nx run library-catalogue:implement --parallel=${WORKERS}`, [
  nx,
  'run',
  'library-catalogue:implement',
  `--parallel=${WORKERS}`,
  '--outputStyle=static',
]);

const measured = JSON.parse(readFileSync(join(workspace, '.crest/measured.json'), 'utf8'));
printComparison(plan, new Map(measured.tasks.map((task) => [task.id.split(':')[1], task])));

function show(title, args) {
  console.log(`\n$ ${title}\n`);
  run(args, 'inherit');
}

function run(args, stdout) {
  const done = spawnSync(process.execPath, args, {
    cwd: workspace,
    env,
    stdio: ['ignore', stdout, 'inherit'],
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    console.error(`demo: "${args.join(' ')}" ended with ${done.status}`);
    process.exit(1);
  }
  return done.stdout;
}

/** Planned times are scaled to the demo's clock; measured ones hold the start of a Node process for each task. */
function printComparison(plan, measured) {
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(8);
  const scaled = (ms) => (ms / 3_600_000) * MS_PER_HOUR;
  console.log(`\nPlanned against measured (1 h of the plan = ${MS_PER_HOUR / 1000} s here)\n`);
  console.log('task          planned start  finish   measured start  finish');
  for (const slot of [...plan.schedule.slots].sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1))) {
    const real = measured.get(slot.id);
    if (!real) throw new Error(`task ${slot.id} was planned and not run`);
    console.log(
      `${slot.id.padEnd(18)}${seconds(scaled(slot.startMs))}${seconds(scaled(slot.finishMs))}         ${seconds(real.startMs)}${seconds(real.finishMs)}`,
    );
  }
  const finish = Math.max(...[...measured.values()].map((task) => task.finishMs));
  const work = [...measured.values()].reduce((sum, task) => sum + task.finishMs - task.startMs, 0);
  const planned = scaled(plan.schedule.makespanMs);
  console.log(`\nmakespan      planned ${seconds(planned)} on ${WORKERS} workers, measured ${seconds(finish)}`);
  console.log(
    `work          planned ${seconds(scaled(plan.totalWorkMs))}, measured ${seconds(work)}: the difference is what starting ${measured.size} tasks costs`,
  );
}
