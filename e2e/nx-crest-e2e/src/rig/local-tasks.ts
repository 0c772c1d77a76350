import type { WorkspaceRig } from './workspace-rig';

/**
 * What every task of these workspaces runs. It records `start` and `end` (`stopped` when it is told to stop), each with
 * its process id, and does what the words behind its id say:
 *
 * - `wait=EVENT:TASK` until that event is recorded; `gone=TASK` until the process of that task has ended
 * - `serve` until it is stopped; `child` starts a process of its own that never ends
 * - `linger` for a moment, so that whatever may run beside it does; `fail` ends with 1
 */
const TASK_SCRIPT = `
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
const [id, ...words] = process.argv.slice(2);
const note = (event, pid = process.pid) => appendFileSync('events.log', event + ' ' + id + ' ' + pid + '\\n');
const lines = () => (existsSync('events.log') ? readFileSync('events.log', 'utf8').split('\\n') : []);
const recorded = (event, task) => lines().find((line) => line.startsWith(event + ' ' + task + ' '));
const alive = (pid) => { try { process.kill(pid, 0); return true; } catch { return false; } };
const until = async (holds) => {
  for (const limit = Date.now() + 30_000; !holds(); await sleep(20)) {
    if (Date.now() > limit) { note('alone'); process.exit(1); }
  }
};
process.on('SIGTERM', () => { note('stopped'); process.exit(0); });
note('start');
for (const word of words) {
  const [what, event, task] = /^(wait)=(\\w+):(.+)$/.exec(word)?.slice(1) ?? word.split('=');
  if (what === 'wait') await until(() => recorded(event, task));
  if (what === 'gone') await until(() => recorded('end', event) && !alive(Number(recorded('end', event).split(' ')[2])));
  if (what === 'child') note('child', spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' }).pid);
  if (what === 'serve') await new Promise(() => setInterval(() => undefined, 1_000_000));
  if (what === 'linger') await sleep(300);
}
note('end');
process.exit(words.includes('fail') ? 1 : 0);
`;

/** An executor that records the same events from the one process of its batch; the option `fail` makes a task fail. */
const BATCH_EXECUTOR = `
const { appendFileSync } = require('node:fs');
const note = (event, id) => appendFileSync('events.log', event + ' ' + id + ' ' + process.pid + '\\n');
const work = (id, options) => { note('start', id); note('end', id); return !options.fail; };
const idOf = (dependency) => dependency.id ?? dependency; // objects since Nx 24
exports.default = async (options, context) => ({
  success: work(context.projectName + ':' + context.targetName, options),
});
exports.batch = async (graph, optionsOf) => {
  const results = {};
  const left = new Set(Object.keys(graph.tasks));
  while (left.size > 0) {
    for (const id of left) {
      const inside = (graph.dependencies[id] ?? []).map(idOf).filter((other) => other in graph.tasks);
      if (inside.some((other) => left.has(other))) continue;
      left.delete(id);
      const broken = inside.some((other) => !results[other].success);
      results[id] = broken
        ? { success: false, status: 'skipped', terminalOutput: '' }
        : { success: work(id, optionsOf[id]), terminalOutput: '' };
    }
  }
  return results;
};
`;

/** A target, named `project:target`; its project is made with it. */
export interface LocalTask {
  /** What the task's script is told to do, see above. */
  readonly does?: string;
  readonly dependsOn?: readonly (string | { readonly projects: readonly string[]; readonly target: string })[];
  readonly parallelism?: false;
  readonly continuous?: true;
  /** Run by the executor that knows batches; `preferred` asks for them without `--batch`. */
  readonly batch?: 'possible' | 'preferred';
  readonly metadata?: object;
}

/** Writes a project for each of these tasks; `implicit` says on which projects a project depends. */
export function writeTasks(
  rig: WorkspaceRig,
  tasks: Readonly<Record<string, LocalTask>>,
  implicit: Readonly<Record<string, readonly string[]>> = {},
): void {
  rig.write('record.mjs', TASK_SCRIPT);
  const executor = {
    implementation: './batch.cjs',
    batchImplementation: './batch.cjs#batch',
    schema: './schema.json',
  };
  rig.write('tools/batch/package.json', { name: 'batch', version: '0.0.0', executors: './executors.json' });
  rig.write('tools/batch/executors.json', {
    executors: { possible: executor, preferred: { ...executor, preferBatch: true } },
  });
  rig.write('tools/batch/schema.json', { type: 'object', properties: {} });
  rig.write('tools/batch/batch.cjs', BATCH_EXECUTOR);
  const projects = new Map<string, Record<string, object>>();
  for (const [id, task] of Object.entries(tasks)) {
    const [project = '', target = ''] = id.split(':');
    const targets = projects.get(project) ?? {};
    const { does = '', batch, ...rest } = task;
    targets[target] = batch
      ? { ...rest, executor: `./tools/batch:${batch}`, options: { fail: does.includes('fail') } }
      : { ...rest, executor: 'nx:run-commands', options: { command: `node record.mjs ${id} ${does}` } };
    projects.set(project, targets);
  }
  for (const [name, targets] of projects)
    rig.write(`packages/${name}/project.json`, { name, targets, implicitDependencies: implicit[name] ?? [] });
}
