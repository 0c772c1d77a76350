import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../nx/error-code.js';

/** Where runs keep what they need; never committed. */
export const STATE_FOLDER = '.crest';

/**
 * The workspace's state folder, made on first use: readable by its owner only, and hidden from git by a `.gitignore` of
 * its own, so that nobody has to remember to ignore it. Synchronous: it is also asked for by a process that is ending.
 *
 * *Returns* the absolute path. *Throws* where the path is taken by a link or a file: state written through a link would
 * land wherever the link's author wanted.
 */
export function ensureStateFolder(workspaceRoot: string): string {
  const folder = join(workspaceRoot, STATE_FOLDER);
  mkdirOwn(folder);
  // An existing file stays as it is: people may want to keep some of the state.
  unlessThere(() => {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 });
  });
  return folder;
}

/** A folder inside the state folder, made on first use. *Returns* the absolute path. */
export function ensureStateSubfolder(workspaceRoot: string, name: string): string {
  const folder = join(ensureStateFolder(workspaceRoot), name);
  mkdirOwn(folder);
  return folder;
}

function mkdirOwn(folder: string): void {
  unlessThere(() => {
    mkdirSync(folder, { mode: 0o700 });
  });
  if (!lstatSync(folder).isDirectory()) {
    throw new Error(`${folder} is not a folder of its own; remove it, and run the command again`);
  }
}

function unlessThere(make: () => void): void {
  try {
    make();
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
