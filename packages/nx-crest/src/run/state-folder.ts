import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../nx/error-code.js';

/** Where runs keep what they need; never committed. */
export const STATE_FOLDER = '.crest';

/**
 * The workspace's state folder, made on first use: readable by its owner only, and hidden from git by a `.gitignore` of
 * its own, so that nobody has to remember to ignore it.
 *
 * *Returns* the absolute path. *Throws* where the path is taken by a link or a file: state written through a link would
 * land wherever the link's author wanted.
 */
export async function ensureStateFolder(workspaceRoot: string): Promise<string> {
  const folder = join(workspaceRoot, STATE_FOLDER);
  await mkdirOwn(folder);
  // An existing file stays as it is: people may want to keep some of the state.
  await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 }).catch(unlessThere);
  return folder;
}

/** A folder inside the state folder, made on first use. *Returns* the absolute path. */
export async function ensureStateSubfolder(workspaceRoot: string, name: string): Promise<string> {
  const folder = join(await ensureStateFolder(workspaceRoot), name);
  await mkdirOwn(folder);
  return folder;
}

async function mkdirOwn(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
  if (!(await lstat(folder)).isDirectory()) {
    throw new Error(`${folder} is not a folder of its own; remove it, and run the command again`);
  }
}

function unlessThere(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}
