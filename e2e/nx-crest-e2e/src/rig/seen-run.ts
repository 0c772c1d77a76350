import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordedEvents, type RecordedEvent } from './recording-worker';
import type { Started, WorkspaceRig } from './workspace-rig';

/** How a run ended, and what its tasks recorded, in order. */
export interface RunSeen {
  readonly code: number | null;
  readonly output: string;
  readonly events: readonly RecordedEvent[];
}

/** Two workspaces with the same tasks: what Nx does in one, `crest run` must do in the other. */
export interface TwoRigs {
  readonly nx: WorkspaceRig;
  readonly crest: WorkspaceRig;
}

/** Starts a command in a workspace in which nothing is recorded, lets `meanwhile` go on beside it, and waits for its end. */
export async function seenRun(
  rig: WorkspaceRig,
  start: () => Started,
  meanwhile?: (running: Started) => Promise<void>,
): Promise<RunSeen> {
  rmSync(join(rig.root, 'events.log'), { force: true });
  const running = start();
  if (meanwhile) await Promise.race([meanwhile(running), endedTooEarly(running)]);
  const { code, output } = await running.finished;
  return { code, output, events: recordedEvents(rig.root) };
}

async function endedTooEarly(running: Started): Promise<never> {
  const { code, output } = await running.finished;
  throw new Error(`ended with ${code} while the test waited for something to happen\n${output}`);
}

/** Runs `nx run-many …` in one workspace and `crest run …` in the other, or `nx run TASK` and `crest run TASK`. */
export async function runBoth(
  rigs: TwoRigs,
  args: readonly string[],
  meanwhile?: (rig: WorkspaceRig, running: Started) => Promise<void>,
): Promise<{ readonly nx: RunSeen; readonly crest: RunSeen }> {
  const ours = args[0] === 'run' ? args : ['run', ...args.slice(1)];
  const seen = (rig: WorkspaceRig, start: () => Started): Promise<RunSeen> =>
    seenRun(rig, start, meanwhile && ((running) => meanwhile(rig, running)));
  const [nx, crest] = await Promise.all([
    seen(rigs.nx, () => rigs.nx.startNx(...args)),
    seen(rigs.crest, () => rigs.crest.startCrest(...ours)),
  ]);
  if (!crest.output.includes('Planned: ')) throw new Error(`Nx was compared with itself: no plan\n${crest.output}`);
  return { nx, crest };
}

/** Throws, with all that was printed, where a run ended with another exit code. */
export function mustEndWith(code: number, seen: RunSeen): void {
  if (seen.code !== code) throw new Error(`ended with ${seen.code} rather than ${code}\n${seen.output}`);
}

/** The ids of the tasks for which this event was recorded, in order. */
export function idsOf(seen: RunSeen, event: string): string[] {
  return seen.events.filter((line) => line.event === event).map((line) => line.id);
}

/** Every event of every task, in the order of the ids: equal for two runs in which the same happened, in whatever order. */
export function happened(seen: RunSeen): string[] {
  return seen.events.map((line) => `${line.id} ${line.event}`).sort();
}

/** For each task the tasks that were running at some moment between its start and its end, sorted. */
export function ranBeside(seen: RunSeen): Map<string, string[]> {
  const beside = new Map<string, string[]>();
  const running = new Set<string>();
  for (const { event, id } of seen.events) {
    if (event === 'end' || event === 'stopped') running.delete(id);
    if (event !== 'start') continue;
    for (const other of running) beside.get(other)?.push(id);
    beside.set(id, [...running]);
    running.add(id);
  }
  for (const ids of beside.values()) ids.sort();
  return beside;
}

/** Resolves when none of the processes that recorded something, or were recorded, is alive any more. */
export async function untilAllGone(seen: RunSeen): Promise<void> {
  const pids = [...new Set(seen.events.flatMap((line) => line.pid ?? []))];
  const until = Date.now() + 20_000;
  for (let alive = pids.filter(isAlive); alive.length > 0; alive = alive.filter(isAlive)) {
    if (Date.now() > until) {
      const left = seen.events.filter((line) => line.pid !== undefined && alive.includes(line.pid));
      throw new Error(`left over: ${left.map((line) => `${line.event} ${line.id} (${line.pid})`).join(', ')}`);
    }
    await sleep(100);
  }
}

/** Not so for a process that has ended and for which only its parent has not asked yet. */
function isAlive(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false; // ps ends with 1 where there is no such process
  }
}
