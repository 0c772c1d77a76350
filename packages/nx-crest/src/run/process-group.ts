import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** Whether a process that is started `detached` leads a group of its own; Windows has none. */
export const LEADS_GROUP = process.platform !== 'win32';

/** Tells a process that leads a group, and all that it has started. */
export function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (LEADS_GROUP) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It is gone already.
  }
}

/**
 * Whether a process of the group is still at work. A dead one that nobody collected is not, though it can still be sent
 * signals: in many containers orphans stay like that for ever. Where there is no `/proc`, such a one counts.
 */
export async function isGroupAlive(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  const names = await readdir('/proc').catch(() => []);
  const processes = names.filter((name) => /^\d+$/.test(name));
  if (processes.length === 0) return true;
  for (const id of processes) {
    const stat = await readFile(`/proc/${id}/stat`, 'latin1').catch(() => '');
    // "pid (name) state parent group …"; the name may hold anything, brackets, too.
    const [state = '', , of] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(of) === group && state !== 'Z' && state !== 'X') return true;
  }
  return false;
}
