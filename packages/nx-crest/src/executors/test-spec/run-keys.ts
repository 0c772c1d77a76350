import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ensureStateSubfolder } from '../../run/state-folder.js';

/** Where runs of specs keep what outlives a process, below the state folder. */
export const TEST_SPECS_STATE = 'test-specs';

const NAME = /^keys-(\d+)\.txt$/;
let open: { readonly file: string; readonly descriptor: number } | undefined;

/** Writes down the key of a task, for the process that this one starts to run it: Nx 24 does not tell it. */
export function noteKey(task: string, key: string, workspaceRoot: string): void {
  try {
    open ??= openKeys(workspaceRoot);
    writeSync(open.descriptor, `${key} ${task}\n`);
  } catch {
    // A disk that cannot be written costs only what a crash would lose.
  }
}

function openKeys(workspaceRoot: string): NonNullable<typeof open> {
  const folder = ensureStateSubfolder(workspaceRoot, TEST_SPECS_STATE);
  for (const name of readdirSync(folder)) {
    const owner = Number(NAME.exec(name)?.[1]);
    if (owner > 0 && !isAlive(owner)) rmSync(join(folder, name), { force: true });
  }
  const file = join(folder, `keys-${process.pid}.txt`);
  rmSync(file, { force: true }); // of an older process with this number
  const descriptor = openSync(file, 'wx', 0o600);
  process.once('exit', () => {
    closeSync(descriptor);
    rmSync(file, { force: true });
  });
  return { file, descriptor };
}

/** The keys of the tasks of this run, as the process that started this one knows them. */
export function readKeys(workspaceRoot: string, owner = process.ppid): ReadonlyMap<string, string> {
  try {
    const file = join(ensureStateSubfolder(workspaceRoot, TEST_SPECS_STATE), `keys-${owner}.txt`);
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
  } catch {
    return new Map(); // somebody else started us
  }
}

/** Whether there is such a process; one that is not ours to signal is one. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
